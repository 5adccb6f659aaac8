"""What a program would mark in a text: names of the authority file, and statements by rules. Pure: no Django here."""

from annotations.suggesting.names import find_names
from annotations.suggesting.records import KnownName, Named, Said
from annotations.suggesting.statements import find_statements

__all__ = ["KnownName", "Named", "Said", "find_names", "find_statements"]
