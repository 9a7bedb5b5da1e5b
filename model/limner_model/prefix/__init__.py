"""What models have read, kept from request to request."""

from limner_model.prefix.budget import budget
from limner_model.prefix.cache import PrefixCache
from limner_model.prefix.reading import remembered

__all__ = ["PrefixCache", "budget", "remembered"]
