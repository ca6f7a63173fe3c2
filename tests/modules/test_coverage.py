"""Every element that the source documents name has its place in the course."""

from playbook.framework import framework
from playbook.learn import catalogue
from playbook.publish.site.coverage import covering


def test_every_element_of_the_framework_is_taught_somewhere():
    books = catalogue()
    missed = [element for element in framework().elements if not covering(element, books)]
    assert missed == []


def test_what_a_stage_is_made_of_is_taught_in_the_module_of_that_stage():
    stages, books = framework().stages, catalogue()
    for element in framework().elements.values():
        if element.seed != "moray" or len(element.stages) != 1:
            continue
        taught = [book.stage for book in covering(element.id, books) if book.kind == "module"]
        assert stages[element.stages[0]].id in taught, (element.id, element.name, taught)
