from annotations.models.adjudication import Adjudication
from annotations.models.annotation import Annotation, Mention, Span
from annotations.models.annotation_set import AnnotationSet, AnnotationSetQuerySet, Note
from annotations.models.claim import Claim, ClaimReading, ClaimRelation, Stance, UtteranceLink
from annotations.models.entity import Entity, EntityDistinction, EntityIdentifier, EntityName
from annotations.models.project import Assignment, GuidelinesVersion, Layer, Project, Tag
from annotations.models.revision import Revision
from annotations.models.statement import Statement, StatementSource
from annotations.models.suggestion import SuggestionRejection

__all__ = [
    "Adjudication",
    "Annotation",
    "AnnotationSet",
    "AnnotationSetQuerySet",
    "Assignment",
    "Claim",
    "ClaimReading",
    "ClaimRelation",
    "Entity",
    "EntityDistinction",
    "EntityIdentifier",
    "EntityName",
    "GuidelinesVersion",
    "Layer",
    "Mention",
    "Note",
    "Project",
    "Revision",
    "Span",
    "Stance",
    "Statement",
    "StatementSource",
    "SuggestionRejection",
    "Tag",
    "UtteranceLink",
]
