"""Where the director's pages are."""

from django.urls import URLPattern, path

from kapstone.clinic.people import patient_views, views

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("patients/<uuid:patient>/details/", patient_views.details, name="patient"),
    path("staff/", views.staff, name="staff"),
    path("staff/new/", views.new_staff, name="new_staff"),
    path("staff/<uuid:staff>/", views.staff_member, name="staff_member"),
    path("audit/", views.audit, name="audit"),
    path("audit/visits/", views.visits, name="visits"),
]
