"""Where the director's pages are."""

from django.urls import URLPattern, path

from kapstone.clinic.people import patient_views, protocol_views, settings_views, views

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("patients/<uuid:patient>/details/", patient_views.details, name="patient"),
    path("staff/", views.staff, name="staff"),
    path("staff/new/", views.new_staff, name="new_staff"),
    path("staff/<uuid:staff>/", views.staff_member, name="staff_member"),
    path("settings/", settings_views.settings, name="settings"),
    path("settings/sites/new/", settings_views.new_site, name="new_site"),
    path("settings/sites/<uuid:site>/", settings_views.site, name="site"),
    path("protocols/", protocol_views.protocols, name="protocols"),
    path("protocols/<slug:protocol>/", protocol_views.protocol, name="protocol"),
    path("protocols/<slug:protocol>/paper/", protocol_views.protocol_paper, name="protocol_paper"),
    path("audit/", views.audit, name="audit"),
    path("audit/visits/", views.visits, name="visits"),
]
