"""Entry criteria of each indication, as studies used them; a patient screened for something else is not judged by them."""
