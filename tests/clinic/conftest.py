"""These tests import the clinic's models, so Django must be up before they are collected."""

import django

django.setup()
