"""Addresses of enquiries: the public page and the coordinator's."""

from django.urls import path

from kapstone.clinic.enquiries import views

app_name = "enquiries"
urlpatterns = [
    path("enquire/", views.enquire, name="enquire"),
    path("enquire/sent/", views.thanks, name="thanks"),
    path("enquire/<uuid:organisation>/", views.enquire, name="enquire_at"),
    path("enquiries/", views.list_enquiries, name="list"),
    path("enquiries/<uuid:enquiry>/", views.show, name="enquiry"),
    path("enquiries/<uuid:enquiry>/answer/", views.answer, name="answer"),
    path("enquiries/<uuid:enquiry>/decline/", views.decline, name="decline"),
    path("enquiries/<uuid:enquiry>/convert/", views.convert, name="convert"),
]
