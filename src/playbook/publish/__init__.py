"""What the playbook gives to others: the site, and later documents, slides and packs."""
