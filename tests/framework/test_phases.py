"""The phases of pathway redesign come from the elements, not from a list of their own."""

from playbook.framework import framework
from playbook.framework.phases import phases_table


def test_there_are_four_phases_and_they_follow_the_cycle():
    table = phases_table()
    assert table["Phase"].tolist() == ["1", "2", "3", "4"]
    assert table["Stage of the cycle"].tolist() == [
        stage.name for stage in framework().stages.values()
    ]


def test_every_element_of_a_phase_has_its_words_in_the_table():
    held = " ".join(phases_table()["What it holds"])
    for number in range(48, 59):
        name = framework().elements[f"H{number}"].name.split(": ", 1)[1]
        assert f"{name[0].upper()}{name[1:]}." in held
