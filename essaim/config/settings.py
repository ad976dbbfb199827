"""The assembly's settings, read from top to bottom; what comes from outside goes through `kernel.env`."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from essaim.kernel import env, logs

PACKAGE = Path(__file__).parents[1]
# Where `data` and `locale` lie: beside the package in a checkout, inside it once built.
ROOT = PACKAGE if (PACKAGE / "data").is_dir() else PACKAGE.parent
DATA_DIR = env.data_dir()
DEMO = env.flag("ESSAIM_DEMO")
DEBUG = env.flag("ESSAIM_DEBUG")
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.words("ESSAIM_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
PUBLIC_URL = os.environ.get("ESSAIM_PUBLIC_URL", "http://localhost:8000").rstrip("/")
SECURE = PUBLIC_URL.startswith("https://")

# The product, from the ground up.
CONTEXTS = ["territories", "accounts", "organisations", "files", "frameworks", "assessments", "workshops", "portal"]
INSTALLED_APPS = [
    "essaim.kernel",
    "essaim.ui",
    *[f"essaim.apps.{name}" for name in CONTEXTS],
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "essaim.kernel.logs.RequestIdMiddleware",
    "essaim.kernel.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "essaim.kernel.transactions.TransactionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "essaim.apps.organisations.middleware.TenantMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "essaim.config.urls"
WSGI_APPLICATION = "essaim.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "essaim.ui.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


def database(variable: str, **options: Any) -> dict[str, Any]:
    """Return a Django database entry for the address in the variable."""
    address = env.database(variable)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.name,
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": address.port,
        "OPTIONS": {**address.options, **options},
    }


# The site speaks as the application role; migrations alone speak as the owner.
POOL = {"min_size": 2, "max_size": 8, "timeout": 10}
# What a connection says again and again is planned once: docs/decisions/0019.
PREPARED = {"server_side_binding": True, "prepare_threshold": 3}
DATABASES = {
    "default": database("DATABASE_URL", **PREPARED, **({"pool": POOL} if env.flag("ESSAIM_POOL") else {})),
    "owner": database("DATABASE_OWNER_URL"),
}

# People
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# Attempts are counted on a connection of their own in autocommit: a failed page takes back no count, holds no lock.
DATABASES["limits"] = database("DATABASE_URL") | {"TEST": {"MIRROR": "default"}}
CACHES = {"default": {"BACKEND": "essaim.apps.accounts.backends.limits.LimitsCache"}}
ACCOUNT_ADAPTER = "essaim.apps.accounts.backends.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "essaim.apps.accounts.forms.LoginForm",
    "signup": "essaim.apps.accounts.forms.SignupForm",
    "add_email": "essaim.apps.accounts.forms.AddEmailForm",
    "change_password": "essaim.apps.accounts.forms.ChangePasswordForm",
    "set_password": "essaim.apps.accounts.forms.SetPasswordForm",
    "reset_password": "essaim.apps.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "essaim.apps.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "essaim.apps.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Behind a proxy all requests come from one address: attempts are counted on the one it forwards, or all share a limit.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ESSAIM_PROXIES", "1" if SECURE else "0"))
MFA_ADAPTER = "essaim.apps.accounts.backends.adapters.KeyAdapter"
MFA_FORMS = {
    "authenticate": "essaim.apps.accounts.forms.AuthenticateForm",
    "reauthenticate": "essaim.apps.accounts.forms.ReauthenticateByCodeForm",
    "activate_totp": "essaim.apps.accounts.forms.ActivateTOTPForm",
    "authenticate_webauthn": "essaim.apps.accounts.forms.AuthenticateByPasskeyForm",
    "login_webauthn": "essaim.apps.accounts.forms.SignInByPasskeyForm",
    "reauthenticate_webauthn": "essaim.apps.accounts.forms.ReauthenticateByPasskeyForm",
    "add_webauthn": "essaim.apps.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "essaim.apps.accounts.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Essaim"
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

# Cookies and headers
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CSRF_FAILURE_VIEW = "essaim.ui.views.csrf_failure"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
# Bounded so that no request can fill the memory: 1 MiB of form, 2,500 fields (an answer each of 1,189).
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2500
# A page that takes files says so, with its limit; without this, anyone could fill the disk with one.
FILE_UPLOAD_HANDLERS = ["essaim.kernel.uploads.Bounded"]

# Words
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = sorted((ROOT / "locale").iterdir())
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
# On this machine, readable by the site alone, or in a bucket where one is named.
FILES_BUCKET = os.environ.get("ESSAIM_S3_BUCKET", "")
STORAGES = {
    "default": {
        "BACKEND": "essaim.kernel.buckets.Bucket",
        "OPTIONS": {
            "bucket_name": FILES_BUCKET,
            "endpoint_url": os.environ.get("ESSAIM_S3_ENDPOINT") or None,
            "region_name": os.environ.get("ESSAIM_S3_REGION") or None,
            "access_key": os.environ.get("ESSAIM_S3_KEY") or None,
            "secret_key": os.environ.get("ESSAIM_S3_SECRET") or None,
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": True,
        },
    }
    if FILES_BUCKET
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "essaim.ui.assets.Assets"},
}

# What one organisation may keep, in bytes, and who looks at a file before it is kept.
FILES_QUOTA = int(os.environ.get("ESSAIM_FILES_QUOTA", "1000")) * 1_000_000
ANTIVIRUS = os.environ.get("ESSAIM_ANTIVIRUS", "")

# Messages sent
DEFAULT_FROM_EMAIL = os.environ.get("ESSAIM_MAIL_FROM", "Essaim <essaim@localhost>")
WAITING_LETTERS = DATA_DIR / "mail-waiting"
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
else:
    EMAIL_BACKEND = "essaim.kernel.letters.Backend"
    EMAIL_TIMEOUT = 10
    EMAIL_HOST = os.environ.get("ESSAIM_SMTP_HOST", "localhost")
    EMAIL_PORT = int(os.environ.get("ESSAIM_SMTP_PORT", "25"))
    EMAIL_HOST_USER = os.environ.get("ESSAIM_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("ESSAIM_SMTP_PASSWORD", "")
    EMAIL_USE_TLS = env.flag("ESSAIM_SMTP_TLS")

# What the keeper reads
LOGGING = logs.CONFIG
