
from django.urls import path

from kapstone.clinic.web import views

app_name = "web"
urlpatterns = [
    path("drafts/<slug:form>/<uuid:subject>/", views.save_draft, name="draft"),
    path("theme/", views.theme, name="theme"),
]
