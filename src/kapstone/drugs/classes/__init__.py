"""Classes of medicines, one file each: the ingredients that are at home in it, with their names and codes."""
