"""Access: who may enter, who did, and how they sign in."""
