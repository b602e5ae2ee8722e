"""How this clinic runs, read from the environment; every setting is explained in docs/reference/settings.md."""

import os
from importlib.util import find_spec
from typing import Any

from kapstone.clinic.config import database, rooms
from kapstone.clinic.config.environment import a_list, a_number, yes
from kapstone.clinic.config.home import a_secret, home, keys

# Where the clinic lives and how it is reached

KAPSTONE_HOME = home()
KAPSTONE_KEYS = keys(KAPSTONE_HOME)
KAPSTONE_DEMO = yes("KAPSTONE_DEMO")  # synthetic patients, one-click sign-in; never with real people
KAPSTONE_PLAIN_HTTP = yes("KAPSTONE_PLAIN_HTTP", default=KAPSTONE_DEMO)  # without TLS: only on one's own machine
KAPSTONE_IDLE_MINUTES = a_number("KAPSTONE_IDLE_MINUTES", 30, least=1, most=1440)
DEBUG = yes("KAPSTONE_DEBUG")
SECRET_KEY = os.environ.get("KAPSTONE_SECRET_KEY") or a_secret(KAPSTONE_HOME, "secret.key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *a_list("KAPSTONE_HOSTS")]
CSRF_TRUSTED_ORIGINS = a_list("KAPSTONE_ORIGINS")
ROOT_URLCONF = "kapstone.clinic.config.urls"
ASGI_APPLICATION = "kapstone.clinic.config.asgi.application"

# Rooms and what they stand on. Rooms come first, so that their templates win over those of packages.

INSTALLED_APPS = [
    *(f"kapstone.clinic.{room}" for room in rooms.present()),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "kapstone.clinic.config.browser_sessions.BrowserSessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

_ACCESS = rooms.module_in("access", "middleware")
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kapstone.clinic.config.static.WholeFiles",
    "kapstone.clinic.config.middleware.PageHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kapstone.clinic.config.middleware.SignOutWhenIdle",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    *(["kapstone.clinic.access.middleware.AccessMiddleware"] if _ACCESS else []),
    *(["kapstone.clinic.web.errors.RefusalMiddleware"] if rooms.module_in("web", "errors") else []),
]

TEMPLATES: list[dict[str, Any]] = [  # Any: Django's own shape
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                *(["kapstone.clinic.web.context.page"] if rooms.module_in("web", "context") else []),
            ],
        },
    }
]

# The database: one role that serves, another that owns the tables and migrates

DATABASES = {"default": database.settings(KAPSTONE_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {  # in the database, so that rate limits hold across processes
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kapstone_cache"}
}

# Who may come in

if rooms.module_in("access", "models"):
    AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited by the clinic; nobody signs up
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
if find_spec("kapstone.clinic.access") and rooms.module_in("access", "adapter"):
    ACCOUNT_ADAPTER = "kapstone.clinic.access.adapter.ClosedSignup"
KAPSTONE_REQUIRE_TOTP = yes("KAPSTONE_REQUIRE_TOTP", default=not KAPSTONE_DEMO)  # staff need a second step to sign in
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kapstone"

SESSION_COOKIE_NAME = "kapstone"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a long day; SignOutWhenIdle ends it sooner
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (KAPSTONE_PLAIN_HTTP or DEBUG)
CSRF_COOKIE_HTTPONLY = True

# What a browser may do with our pages

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # data: for the code shown when a second factor is added
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if KAPSTONE_PLAIN_HTTP or DEBUG else 365 * 24 * 60 * 60
if yes("KAPSTONE_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True

# Language, time, files

LANGUAGE_CODE = "en-us"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = KAPSTONE_HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kapstone.clinic.config.static.HashedFiles"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = yes("KAPSTONE_STATIC_FROM_SOURCE", default=DEBUG)

# Mail: printed nowhere unless a server is named

EMAIL_HOST = os.environ.get("KAPSTONE_MAIL_HOST", "")
EMAIL_PORT = a_number("KAPSTONE_MAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = os.environ.get("KAPSTONE_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KAPSTONE_MAIL_PASSWORD", "")
EMAIL_USE_TLS = True
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("KAPSTONE_MAIL_FROM", "kapstone@localhost")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.dummy.EmailBackend"

# The log holds places in the code, never what a person told us

LOGGING: dict[str, Any] = {  # Any: logging's own shape
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "kapstone.clinic.config.logs.WithoutPeople"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "kapstone": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},  # 403 and 404 are in the access log of the clinic
        "django.security.DisallowedHost": {"level": "ERROR"},
    },
}
