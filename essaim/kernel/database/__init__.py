"""The PostgreSQL that comes along: found, started, shared and stopped without an administrator."""

from essaim.kernel.database.cluster import Addresses, Cluster
from essaim.kernel.database.machine import Unavailable
from essaim.kernel.database.throwaway import throwaway

__all__ = ["Addresses", "Cluster", "Unavailable", "throwaway"]
