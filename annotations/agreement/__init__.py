"""How far annotators agree: pure functions from what they marked to figures. Neither Django nor the database here."""

from annotations.agreement.gamma import is_installed as gamma_is_installed
from annotations.agreement.records import Choice, Document, Figure, Measure, Reason, Report, Row, Scope, Unit
from annotations.agreement.report import agreement

__all__ = [
    "Choice",
    "Document",
    "Figure",
    "Measure",
    "Reason",
    "Report",
    "Row",
    "Scope",
    "Unit",
    "agreement",
    "gamma_is_installed",
]
