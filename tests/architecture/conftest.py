"""These tests read the clinic's models and addresses while they are collected, so Django must be up before."""

import django

django.setup()
