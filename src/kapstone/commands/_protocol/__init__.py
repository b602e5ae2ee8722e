"""What `kapstone protocol` prints: the signable page as text, as HTML and as PDF, changes in words, a rehearsal."""
