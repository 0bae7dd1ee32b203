"""Settings: KINDREPLY_* environment variables, checked together before anything starts."""

from api.settings.endpoints import is_loopback
from api.settings.fields import Settings
from api.settings.loading import BadSettings, load_settings
from api.settings.variables import ENV_PREFIX

__all__ = ["ENV_PREFIX", "BadSettings", "Settings", "is_loopback", "load_settings"]
