"""The form by which files are taken in through the workbench."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models import Collection
from archive.services.accession import AccessionTerms
from archive.vocabulary import Access

#: What one form takes: files, and bytes of all of them. More is for ``manage.py ingest``.
MOST_FILES, MOST_BYTES = 500, 200 * 1024 * 1024


class SeveralFilesInput(forms.ClearableFileInput):
    """Lets a person choose, or drop, any number of files at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files, at least one."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list | tuple) else [data]
        if not any(files):
            files = [None] if self.required else []
        return [super(SeveralFilesField, self).clean(one, initial) for one in files]


class TakeInForm(forms.Form):
    """Files, and what holds for the whole accession."""

    chosen = SeveralFilesField(
        label=_("Files"),
        required=False,
        allow_empty_file=True,
        help_text=_("Pages, wire files, feeds, mails, archives of them (WARC, zip, tar): drop any number here."),
    )
    folder = SeveralFilesField(
        label=_("Or a whole folder"),
        required=False,
        allow_empty_file=True,
        widget=SeveralFilesInput(attrs={"webkitdirectory": True}),
    )
    acquired_from = forms.CharField(label=_("Acquired from"), required=False, max_length=300)
    agreement = forms.CharField(label=_("Agreement"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    collection = forms.ModelChoiceField(label=_("Collection"), queryset=Collection.objects.none(), required=False)
    access = forms.ChoiceField(label=_("Who may read what is accepted"), choices=Access.choices, initial=Access.STAFF)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["collection"] = forms.ModelChoiceField(
            label=_("Collection"), queryset=Collection.objects.order_by("title"), required=False
        )

    def clean(self) -> dict[str, Any]:
        files = self.sent
        if not files and not self.errors:
            raise ValidationError(gettext("Choose or drop at least one file."))
        if len(files) > MOST_FILES:
            told = gettext("%(count)d files are too many for one form; it takes %(most)d. Use manage.py ingest.")
            raise ValidationError(told % {"count": len(files), "most": MOST_FILES})
        size = sum(file.size or 0 for file in files)
        if size > MOST_BYTES:
            told = gettext("%(size)d MB are too much for one form; it takes %(most)d MB. Use manage.py ingest.")
            raise ValidationError(told % {"size": size // 2**20, "most": MOST_BYTES // 2**20})
        return self.cleaned_data

    @property
    def sent(self) -> list[UploadedFile[Any]]:
        """The files that were chosen one by one and those of the folder."""
        return [*self.cleaned_data.get("chosen", ()), *self.cleaned_data.get("folder", ())]

    def terms(self) -> AccessionTerms:
        """Give what was said for the whole accession."""
        data = self.cleaned_data
        return AccessionTerms(
            reader="auto",
            acquired_from=data["acquired_from"],
            agreement=data["agreement"],
            collection=data["collection"],
            accepted_access=data["access"],
        )
