"""Addresses of drafts, colours and the gallery."""

from django.urls import path

from kapstone.clinic.web import gallery_views, views

app_name = "web"
urlpatterns = [
    path("drafts/<slug:form>/<uuid:subject>/", views.save_draft, name="draft"),
    path("theme/", views.theme, name="theme"),
    path("gallery/", gallery_views.show_gallery, name="gallery"),
    path("gallery/<slug:face>/", gallery_views.show_gallery, name="gallery_face"),
]
