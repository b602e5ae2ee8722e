"""Enquiries: the first contact, from the public page or the telephone, until it becomes an episode of care or a kind no."""
