"""Enquiries as a Django app; it tells the door how an enquiry is found and the desk where the list is."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "kapstone.clinic.enquiries"
    label = "enquiries"
    verbose_name = "Enquiries"

    def ready(self) -> None:
        from kapstone.clinic.access.capabilities import Can
        from kapstone.clinic.access.declare import LOADERS
        from kapstone.clinic.enquiries.queries import enquiry_for
        from kapstone.clinic.web import navigation

        LOADERS["enquiry"] = enquiry_for
        navigation.add(
            navigation.Place(label="Enquiries", url_name="enquiries:list", can=Can.HANDLE_ENQUIRIES, key="e", order=30)
        )
