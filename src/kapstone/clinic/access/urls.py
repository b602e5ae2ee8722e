"""Signing in and out: our demonstration page, and of allauth only what a closed clinic needs."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, path, re_path

from kapstone.clinic.access import views

urlpatterns: list[URLPattern] = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/demo/", views.demo_sign_in, name="demo_sign_in"),
    path("sign-in/no-accounts/", views.no_signup, name="account_signup"),
    path("sign-in/out/", account.logout, name="account_logout"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/password/change/", account.password_change, name="account_change_password"),
    path("sign-in/password/set/", account.password_set, name="account_set_password"),
    path("sign-in/password/reset/", account.password_reset, name="account_reset_password"),
    path("sign-in/password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "sign-in/password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^sign-in/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/code/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/second-factor/", mfa.index, name="mfa_index"),
    path("sign-in/second-factor/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("sign-in/second-factor/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("sign-in/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("sign-in/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sign-in/recovery-codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
