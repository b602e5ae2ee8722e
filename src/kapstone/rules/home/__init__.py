"""Rules for treatment at home, asked on top of all others."""
