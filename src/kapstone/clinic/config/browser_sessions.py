"""Django's table of signed-in browsers, under a label that leaves the word "sessions" to the clinic's room."""

from django.contrib.sessions.apps import SessionsConfig

__all__ = ["BrowserSessions"]


class BrowserSessions(SessionsConfig):
    label = "browser_sessions"
