"""What each role may do, as Django permissions; groups are made from this list after every migration."""

from accounts.vocabulary import Role

_VIEW_ARCHIVE = frozenset(
    f"archive.view_{model}"
    for model in [
        "accession",
        "article",
        "articlecapture",
        "articlerelation",
        "block",
        "blob",
        "capture",
        "collection",
        "event",
        "fieldvalue",
        "publisher",
        "rightsstatement",
        "textversion",
    ]
)
_VIEW_ANNOTATIONS = frozenset(
    f"annotations.view_{model}"
    for model in [
        "adjudication",
        "annotation",
        "annotationset",
        "assignment",
        "claim",
        "claimreading",
        "claimrelation",
        "entity",
        "entityidentifier",
        "entityname",
        "layer",
        "mention",
        "note",
        "project",
        "revision",
        "span",
        "stance",
        "statement",
        "statementsource",
        "tag",
        "utterancelink",
    ]
)
_ANNOTATE = frozenset(
    {
        "annotations.annotate",
        "archive.view_staff_article",
        "archive.view_delisting",
        "accounts.view_apitoken",
        "accounts.add_apitoken",
        "accounts.revoke_apitoken",
    }
)
_CURATE = frozenset(
    {
        "annotations.curate",
        "annotations.view_every_annotationset",
        "annotations.add_entity",
        "annotations.change_entity",
        "annotations.add_entityname",
        "annotations.change_entityname",
        "annotations.delete_entityname",
        "annotations.add_entityidentifier",
        "annotations.change_entityidentifier",
        "annotations.delete_entityidentifier",
        "annotations.add_claim",
        "annotations.change_claim",
        "archive.view_embargoed_article",
        "archive.change_articlerelation",
    }
)
_KEEP = frozenset(
    {
        "archive.accession_article",
        "archive.change_article",
        "archive.change_fieldvalue",
        "archive.change_block",
        "archive.check_fixity",
        "archive.view_destruction",
        "archive.add_destruction",
        "archive.add_delisting",
        "archive.change_delisting",
        "archive.set_rights",
        "archive.view_withdrawn_article",
        "archive.add_collection",
        "archive.change_collection",
        "archive.change_publisher",
        "annotations.add_project",
        "annotations.change_project",
        "annotations.add_layer",
        "annotations.change_layer",
        "annotations.add_tag",
        "annotations.change_tag",
        "annotations.add_assignment",
        "annotations.change_assignment",
        "annotations.delete_assignment",
        "exports.export_article",
        "exports.view_exportrun",
    }
)

#: The permissions of each role, as ``app.codename``.
PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.RESEARCHER: frozenset(),
    Role.ANNOTATOR: _VIEW_ARCHIVE | _VIEW_ANNOTATIONS | _ANNOTATE,
    Role.CURATOR: _VIEW_ARCHIVE | _VIEW_ANNOTATIONS | _ANNOTATE | _CURATE,
    Role.ARCHIVIST: _VIEW_ARCHIVE | _VIEW_ANNOTATIONS | _ANNOTATE | _CURATE | _KEEP,
}

#: Roles whose members work in the admin.
STAFF_ROLES = frozenset({Role.ARCHIVIST, Role.CURATOR, Role.ANNOTATOR})
