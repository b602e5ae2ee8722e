"""The import page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kapstone.clinic.access.capabilities import Can
from kapstone.clinic.access.declare import ClinicRequest, allow
from kapstone.clinic.interop import actions
from kapstone.clinic.interop.errors import TooLarge
from kapstone.clinic.interop.forms import ImportForm
from kapstone.clinic.journal import clock
from kapstone.clinic.web.errors import Refusal
from kapstone.protocols import all_protocols


@allow(Can.IMPORT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: ClinicRequest) -> HttpResponse:
    """Import a record from another system"""
    form = ImportForm(request.POST or None, request.FILES or None)
    imported = None
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                imported = actions.import_file(
                    text=_text(form),
                    protocol=all_protocols()[form.cleaned_data["protocol"]],
                    by=request.actor,
                    at=clock.now(),
                    is_confirmed_new=form.cleaned_data["is_confirmed_new"],
                )
                status = 200
            except Refusal as refusal:
                form.add_refusal(refusal)
                status = refusal.status
    context = {"form": form, "imported": imported, "taken": imported.count("taken") if imported else 0}
    return render(request, "interop/import.html", context, status=status)


def _text(form: ImportForm) -> str:
    file = form.cleaned_data["file"]
    if file.size > actions.LIMIT_MB * 1_000_000:
        raise TooLarge(actions.LIMIT_MB)
    raw: bytes = file.read()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(
            f"Byte {error.start} of the file is not UTF-8 text.", field="file", next_step="Export it as JSON in UTF-8."
        ) from error
