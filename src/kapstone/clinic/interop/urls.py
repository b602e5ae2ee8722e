"""Where records come in."""

from django.urls import path

from kapstone.clinic.interop import views

app_name = "interop"

urlpatterns = [path("import/", views.import_page, name="import")]
