"""The closed list of problems: what each code means, how to fix it, and a test case that shows it.

`docs/problem-codes.md` is generated from this list. A code never gets a second meaning, and is never reused after it is
removed.
"""

from __future__ import annotations

from enum import StrEnum

STAGES = {
    "1": "Reading a file",
    "2": "References and identity",
    "3": "Fields and values",
    "4": "Names and prose",
    "5": "Claims that refer to each other",
    "6": "Settings, addresses and the site's folder",
    "7": "Evidence in the texts of articles",
}
"""The hundreds digit of a code -> the stage that reports it."""


class Code(StrEnum):
    """The code of a problem, as printed. A code that begins with W is a warning; all others are errors.

    `meaning` is one sentence, `fix` says what to do, and `example` is a folder of `tests/` that shows it.
    """

    meaning: str
    fix: str
    example: str

    def __new__(cls, code: str, example: str, meaning: str, fix: str) -> Code:
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning, member.fix, member.example = meaning, fix, example
        return member

    @property
    def severity(self) -> str:
        """`warning` or `error`."""
        return "warning" if self.value.startswith("W") else "error"

    @property
    def stage(self) -> str:
        """The stage that reports it."""
        return STAGES[self.value[1]]

    # An entry on four lines is easier to read than on the formatter's seven.
    # fmt: off

    UNREADABLE_FILE = (
        "B101", "bad/folder-named-like-a-file", "This is not a regular file that can be read.",
        "Put a plain file in its place. Symbolic links, folders and pipes are not followed.",
    )
    TOO_LARGE = (
        "B102", "bad/text-too-long", "A file, a text or a list is larger than the limit.",
        "Split the file or the text, or shorten it. The message names the limit.",
    )
    NOT_UTF8 = (
        "B103", "bad/latin-1", "The bytes of a text are not UTF-8.",
        "Save the file as UTF-8. Every editor has a setting for it.",
    )
    INVISIBLE_CHARACTER = (
        "B104", "bad/hidden-in-an-escape",
        "A text contains a control character or another character that cannot be seen.",
        "Delete the character, or its escape.",
    )
    NOT_YAML = (
        "B105", "bad/unquoted-colon", "The file is not valid YAML.",
        "Check the indentation and the quotes around the place. Text that starts with a special character, or contains "
        "a colon and a space, needs quotes.",
    )
    UNSUPPORTED_YAML = (
        "B106", "bad/anchor", "The file uses features of YAML other than nested fields, lists and text.",
        "Write the value out. Put quotes around text that starts with `&`, `*` or `!`. A file has only one document.",
    )
    MISSING_VALUE = (
        "B107", "bad/null-value", "A field or an item of a list has no value.",
        "Write a value, or remove the line.",
    )
    TEXT_CUT_AT_HASH = (
        "B108", "bad/text-cut-at-hash", "YAML reads the rest of a line as a comment, so the text is cut at the #.",
        "Put quotes around the whole text. If it is a comment, write a space after the `#`.",
    )
    DUPLICATE_FIELD = (
        "B109", "bad/duplicate-key", "A field is written twice in the same place.",
        "Remove one of the two lines.",
    )
    UNKNOWN_FILE = (
        "B110", "bad/unknown-folder", "A briefing has no place for this file or folder.",
        "Correct its name, move it to the folder it belongs in, or remove it.",
    )
    NESTED_TOO_DEEP = (
        "B111", "bad/nested-too-deep", "Lists or fields are nested deeper than any entry needs.",
        "Put quotes around text that starts with `[` or `{`.",
    )
    EMPTY_FILE = (
        "B112", "bad/empty-file", "The file has nothing in it but comments or spaces.",
        "Fill in its fields, or remove the file.",
    )
    MISSING_FOLDER = (
        "B113", "bad-builds/no-briefing", "The folder of the briefing does not exist.",
        "Create it, or correct its name in the settings.",
    )
    TEXT_STOPS_AT_COMMENT = (
        "W120", "bad/text-stops-at-a-comment", "A text without quotes stops at a comment, and seems to go on in it.",
        "Put quotes around the whole text. If it is a comment, move it to a line of its own.")

    UNKNOWN_REFERENCE = (
        "B201", "bad/misspelt-reference", "A reference names an entry, a claim or a property that does not exist.",
        "Correct the spelling, or add what it names. The message suggests the nearest id.",
    )
    WRONG_KIND = (
        "B202", "bad/publisher-is-a-person", "A reference names an entry of a kind that its field does not accept.",
        "Name an entry of one of the kinds in the message.",
    )
    DUPLICATE_ID = (
        "B203", "bad/id-twice", "Two entries or two claims have the same id.",
        "Give one of them another id. Ids are shared by all kinds of entries.",
    )
    CIRCULAR_REFERENCE = (
        "B204", "bad/moved-in-a-circle", "Entries that lead to each other form a circle.",
        "Find the entry that should end the chain, and remove the reference from it: `moved_to`, `parent`, "
        "`syndicated_from` or `derived_from`.",
    )
    INCOMPLETE_CLAIM_ID = (
        "B205", "bad/cites-nothing", "A reference to a claim does not name its article.",
        "Write it as `article/claim`.",
    )
    RETIRED_REFERENCE = (
        "W206", "bad/retired-reference", "A reference names an id that has moved.",
        "Write the id that the message names. The old one keeps working.",
    )
    INVALID_ID = (
        "B207", "bad/id-with-capitals", "An id is malformed, too long, or reserved.",
        "Use lowercase letters and digits with single hyphens between them. The id of an entry is its file name.",
    )
    CLAIMS_WITHOUT_ARTICLE = (
        "B208", "bad/claims-without-article", "A file of claims has no article of the same name.",
        "Rename the file after its article, or add the article.",
    )
    REFERENCE_TO_DRAFT = (
        "B209", "bad/reference-to-a-draft", "A reference names a claim that is still a draft, which is not published.",
        "Set the status of the claim to reported, or remove the reference.",
    )
    LOCK_WITHOUT_CLAIM = (
        "B210", "bad/lock-of-an-unknown-claim", "An evidence lock belongs to a claim that does not exist or has moved.",
        "Run `python hooks check --fix`, which removes it. If the id of the claim is misspelled, correct it first.",
    )

    SPLIT_REFERENCE = (
        "B220", "bad/reference-to-a-split-entry", "A reference names an id that was split, and could mean any part.",
        "Write the id of the part that is meant. The message names all of them.")

    MISSING_FIELD = (
        "B301", "bad/claim-without-id", "A required field is missing.",
        "Add the field.",
    )
    UNKNOWN_FIELD = (
        "B302", "bad/unknown-field", "This kind of entry has no such field.",
        "Correct the name of the field, or remove its line.",
    )
    WRONG_SHAPE = (
        "B303", "bad/text-where-a-list-belongs",
        "A text, a list or fields were found where something else is expected.",
        "Write what the message expects: text in quotes, `[a list]`, or `field: value` lines.",
    )
    INVALID_VALUE = (
        "B304", "bad/bad-language", "A text is not in the form that its field asks for.",
        "Write it like the example in the message.",
    )
    UNKNOWN_WORD = (
        "B305", "bad/unknown-word", "A field that accepts only certain words has a different one.",
        "Choose one of the words in the message.",
    )
    TOO_LONG = (
        "B306", "bad/name-too-long", "A text is longer than its field allows.",
        "Shorten it, or move details to a longer field.",
    )
    LONG_CLAIM = (
        "W306", "bad/long-claim", "The text of a claim is long.",
        "A claim states one fact. Split it into several claims.",
    )
    SAME_ADDRESS = (
        "W307", "bad/two-articles-one-address", "Two articles have the same web address.",
        "Keep one of them, or give each its own address.",
    )
    INCOMPLETE_STATEMENT = (
        "B308", "bad/statement-half-written", "A claim has part of a statement, but not all of it.",
        "Write subject, property and value together, or none of them.",
    )
    LOCKS_EDITED_BY_HAND = (
        "B310", "bad/lock-written-by-hand", "A file of evidence locks is not exactly what the commands write.",
        "Run `python hooks check --fix`, which writes it again.",
    )
    VALUE_OF_WRONG_TYPE = (
        "B311", "bad/value-does-not-fit", "The value of a statement is not of the type that its property asks for.",
        "Write an amount, a number, a date, a text or the id of an entry, as `briefings/properties.yml` says.",
    )
    ENDS_BEFORE_START = (
        "B312", "bad/until-before-from", "A span of time or of sentences ends before it begins.",
        "Swap the two ends, or correct one of them.",
    )
    UNCLEAR_SPEAKER = (
        "B313", "bad/two-speakers", "The speaker of a claim is given both as an entry and in words, or in neither way.",
        "Name an entry, or write `{unnamed: words}`.",
    )
    UNKNOWN_LOCK_FORMAT = (
        "B314", "bad/lock-of-another-version",
        "A file of evidence locks was written for another version of this program.",
        "Update the program, or remove the file and lock the claims again.",
    )
    EMPTY_TEXT = (
        "B315", "bad/empty-text", "A text or a list is empty.",
        "Write a value, or remove the line.",
    )
    WRONG_NUMBER_OF_SENTENCES = (
        "B316", "bad/bottom-line-too-short",
        "The bottom line of an edition has fewer than three or more than five sentences.",
        "Write three to five sentences, one per item.",
    )
    INVALID_DATE = (
        "B317", "bad/bad-date", "A date is not in a supported form, or there is no such day.",
        "Write it as exactly as you know it: `2023`, `2023-04` or `2023-04-18`, with `~` for about.",
    )
    INVALID_WEB_ADDRESS = (
        "B318", "bad/address-without-scheme", "A web address is incomplete, or does not begin with http or https.",
        "Copy the whole address from the browser, beginning with `https://`.",
    )
    INVALID_LOCATION = (
        "B319", "bad/bad-place-in-the-article", "A place in an article is not given as sentences or paragraphs.",
        "Write a sentence as `s4`, several as `s4-5`, a paragraph as `p9`.",
    )
    WRONG_NUMBER_OF_ENTRIES = (
        "B320", "bad/comparison-of-one-entry", "A comparison does not set two to five different entries side by side.",
        "Name two to five entries, each once. The entries of `with` belong to one of them.",
    )
    ROW_WITHOUT_CONTENT = (
        "B321", "bad/comparison-with-an-empty-row", "A row of a comparison names neither a property nor claims.",
        "Name the property whose values the row shows, or list claims.",
    )
    CHART_WITHOUT_AMOUNTS = (
        "B322", "bad/comparison-that-draws-names",
        "A comparison is to draw a property whose values are not amounts, or which none of its rows shows.",
        "Draw only properties whose value in `properties.yml` is an amount or a number, and show them in a row, too.",
    )
    FIGURE_OF_WRONG_THINGS = (
        "B323", "bad/figures-of-wrong-things", "A figure of an edition names what its kind cannot draw.",
        "A series is of entries and names a `property` that is an amount, a strip is of claims or entries, lanes are "
        "of entries, a comparison is of one comparison.",
    )
    FIGURE_WITHOUT_CONTENT = (
        "B324", "bad/figures-without-content", "A figure of an edition has fewer than two things to draw.",
        "Name entries or claims with two dates or amounts, or remove the figure.",
    )

    TEXT_AND_VALUE_DIFFER = (
        "B330", "bad/text-and-value-differ", "The text of a claim and its value, or its time, give different numbers.",
        "Correct the one that is wrong. The value keeps the currency of the text, and its \"about\" or \"more than\".")
    FIGURE_WITHOUT_VALUE = (
        "W331", "bad/figure-without-value", "A claim names a property that is a number, and gives no value.",
        "Add the value, or remove subject and property.")
    AFTER_ARTICLE = (
        "W340", "bad/event-after-its-article", "Something is dated after the article that reports it as over.",
        "Correct the date. What is still to come is a plan or a forecast.",
    )
    FAR_FUTURE = (
        "W341", "bad/date-far-ahead", "A date is later than it can be.",
        "Correct the year.",
    )
    SEVERAL_SENTENCES = (
        "W342", "bad/three-sentences", "The text of a claim has three sentences or more.",
        "Make a claim of each fact.",
    )
    OPINION_WITHOUT_SPEAKER = (
        "W343", "bad/opinion-without-speaker",
        "The text of an opinion says that someone holds it, and the claim does not name who.",
        "Add `said_by`. Without it the opinion is that of the outlet.",
    )
    TRACKING_ADDRESS = (
        "W344", "bad/address-that-tracks", "A web address has parts that only track readers.",
        "Write the address without them, as the message does.",
    )
    UNLIKELY_KIND = (
        "W345", "bad/person-among-products", "The summary of an entry speaks of another kind than its folder.",
        "Move the file to the folder of its kind, or reword the summary.",
    )

    MISPRINT = (
        "B401", "bad/misprint-in-our-prose", "Our own text spells a name in a way that is listed as a misprint.",
        "Write the correct name. If you mean the misprint, write `printed as` before it.",
    )
    SHARED_NAME = (
        "W402", "bad/shared-name", "Two entries have the same name, so it links to neither.",
        "Name each in the field `see` of the other, so that readers find both.",
    )
    UNCLOSED_REFERENCE = (
        "B403", "bad/reference-never-closed", "A reference in a text is opened but not closed.",
        "Write `[[id]]`, `[[id|words]]` or `[@article/claim]`.",
    )
    TEXT_TOO_COMPLEX = (
        "B405", "bad/too-deep-to-convert",
        "A text has more brackets or deeper nesting than can be converted in reasonable time.",
        "Write it more plainly.",
    )
    MISPRINT_IS_A_NAME = (
        "B406", "bad/misprint-is-a-right-name", "A misprint of one entry is the correct name of another.",
        "Remove one of the two.",
    )
    MISPRINT_WITHOUT_SOURCE = (
        "B407", "bad/misprint-without-source", "A misprint does not say which article printed it.",
        "Add `source:` with the id of the article.",
    )
    REPEATED_NAME = (
        "W408", "bad/name-twice", "An entry lists the same name twice.",
        "Remove one of them.",
    )
    FLOODING_NAME = (
        "W409", "bad/common-word", "A name of one word, which is a common word, links in very many claims.",
        "Add `link: false` to the entry. Its names then link only where a text says `[[id]]`.",
    )
    UNMARKED_LINK = (
        "W410", "bad/citation-without-sign", "A text has what reads like a citation or a link, and is neither.",
        "Write a citation as `[@article/claim]` and a link as `[words](address)`.",
    )
    UNLIKELY_NAME = (
        "W411", "bad/name-in-quotes", "A name is in quotation marks, or has the family name first and a comma.",
        "Write the name as a text has it. The order of the index is that of `name_order` and `sort`.",
    )
    UNSAFE_PAGE = (
        "B421", "bad-builds/link-to-a-script",
        "A hand-written page has an address, an element or an attribute that no page may have.",
        "Remove it, or put it in backquotes if it is an example. Links lead to `https://`, `http://` or `mailto:` "
        "addresses, images are files of the project, and HTML is limited to elements that do nothing. If only people "
        "you trust can change `docs/`, set `trust_docs: true` in the settings.",
    )
    COMMON_ALIAS = (
        "W430", "bad/alias-that-is-a-common-word", "Another name of an entry is a common word, so it links by mistake.",
        "Write it as a name of the kind `short`, which never links, or remove it.",
    )
    NEARLY_A_NAME = (
        "W431", "bad/name-with-a-slip", "A name in a text is one letter away from a known one.",
        "Correct the spelling, or add an entry for the other name.",
    )

    MISSING_REASON = (
        "B501", "bad/taken-back-without-why", "A claim that was taken back does not say why.",
        "Add `why:` with the reason.",
    )
    MISSING_CORRECTION = (
        "B502", "bad/withdrawn-without-correction", "A claim was withdrawn, and no correction tells readers.",
        "Add an entry for the claim to `corrections.yml`.",
    )
    SELF_REFERENCE = (
        "B503", "bad/speaks-of-itself", "A claim names itself or its own article where it should name another.",
        "Name the other claim or article, or remove the line.",
    )
    CIRCULAR_SUPERSESSION = (
        "B504", "bad/supersedes-in-a-circle", "Claims supersede each other in a circle.",
        "Make the later report supersede the earlier one.",
    )
    REASON_WITHOUT_STATUS = (
        "W505", "bad/why-without-status",
        "A claim says why it was taken back, and its status does not say that it was.",
        "Add `status: retracted` or `status: withdrawn`, or write the remark as `note`.",
    )
    DRAFT_NOT_READ = (
        "B506", "bad/drafted-by-a-program", "A claim that a program drafted is published, and no person has read it.",
        "Put back `status: draft`, or read the claim against its article and lock it with `cite --read`.",
    )
    CLAIM_OF_NO_COLUMN = (
        "B507", "bad/comparison-with-a-claim-of-no-column",
        "A row of a comparison lists a claim that is about none of the entries compared.",
        "Remove the claim from the row, or name an entry that it is about in `entries`, alone or under `with`.",
    )
    CITES_WHAT_WAS_TAKEN_BACK = (
        "B520", "bad/cites-what-was-taken-back", "A text cites a claim that was retracted or withdrawn.",
        "Cite another claim, or remove the sentence that rests on it. `corrections.yml` may name such claims.")
    CITES_WHAT_WAS_SUPERSEDED = (
        "W521", "bad/cites-what-was-superseded", "A text cites a claim that has a newer report.",
        "Cite the newer claim that the message names, if the sentence should say what is known now.")
    CONFLICT_IN_A_FACT = (
        "B530", "bad/conflict-in-a-fact", "Two claims conflict, and by other links they state the same fact.",
        "Remove the link that the message names, or the conflict if there is none.")

    INVALID_SETTING = (
        "B601", "bad-builds/invalid-setting", "A setting has a value that it does not accept.",
        "Correct the value; `docs/settings.md` lists what each setting accepts.",
    )
    ADDRESS_TAKEN = (
        "B602", "bad-builds/address-taken", "A file of the project has the address of a generated page or file.",
        "Give the file another name.",
    )
    FOREIGN_FOLDER = (
        "B603", "bad-builds/foreign-folder", "The folder of the site holds files that this project did not build.",
        "Empty the folder, or set another `site_dir`.",
    )
    FOLDER_IN_USE = (
        "B604", "bad-builds/folder-in-use", "Another build is writing the same site.",
        "Wait until it has finished.",
    )
    THEME_DEPENDS_ON_PAGE = (
        "W605", "bad-builds/theme-depends-on-page",
        "The theme has parts that depend on the page, so every page is rendered in full.",
        "Keep such parts out of the theme's templates. The site is right either way; only the build is slower.",
    )
    UNKNOWN_SETTING = (
        "B606", "bad-builds/unknown-setting", "There is no setting with this name.",
        "Correct the name; `docs/settings.md` lists all settings.",
    )
    MISSING_SETTING = (
        "B607", "bad-builds/missing-settings", "A setting that every project needs is missing.",
        "Add it below `extra:` in `mkdocs.yml`.",
    )

    UNKNOWN_LABEL = (
        "B608", "bad-builds/unknown-word", "The words of the interface have no entry with this name.",
        "Correct the name; `hooks/press/words.yml` lists all words.",
    )
    INVALID_LABEL = (
        "B609", "bad-builds/invalid-word", "A word of the interface does not have the form of the default.",
        "Write it like the default in `hooks/press/words.yml`: a text, a list, or forms for numbers.",
    )
    WRONG_PLACEHOLDER = (
        "B610", "bad-builds/lost-placeholder", "A word of the interface lacks a placeholder or has an unknown one.",
        "Use the placeholders of the default in `hooks/press/words.yml`.",
    )
    WRONG_LANGUAGE = (
        "B611", "bad-builds/other-language", "The language of the words is unknown, or not the language of the theme.",
        "Set `language` in `words.yml` and `theme.language` in `mkdocs.yml` to the same BCP 47 tag.",
    )
    FORMER_ANCHOR = (
        "B620", "bad-builds/former-anchor", "A former name of a heading leads to no heading of its page.",
        "In `former_anchors`, give each former id the id that the heading has today.",
    )
    UNSUPPORTED_SETTING = (
        "B630", "bad-builds/unsupported-settings", "Generated pages cannot follow a setting of MkDocs or its theme.",
        "Remove the setting. The message names it and says what it would need.",
    )
    PLACEHOLDER = (
        "B640", "bad-publish/placeholders", "A setting that a published site needs is that of an example, or empty.",
        "Write your own. Only `python hooks check --publish`, which publishing begins with, asks for it.")
    DEAD_LINK = (
        "B650", "bad-builds/dead-links", "A link leads to a page, a file or a part of a page that is not on the site.",
        "Correct the address, or remove the link. The message names the nearest address that exists.",
    )

    PASSAGE_LOST = (
        "B701", "bad-evidence/lost", "The passage behind a claim is no longer in the article.",
        "Read the article again. Cite another passage, or correct the claim.",
    )
    PASSAGE_CHANGED = (
        "B702", "bad-evidence/changed", "The passage behind a claim now reads differently.",
        "Read it again. Cite it if the claim still holds, or correct the claim.",
    )
    PASSAGE_MOVED = (
        "W703", "bad-evidence/moved", "The passage behind a claim is elsewhere in the article.",
        "Run the check with `--fix`, or correct `at`.",
    )
    CLAIM_REWORDED = (
        "W704", "bad-evidence/reworded", "A claim was reworded since it was checked against its article.",
        "Compare the claim with its article, then run the check with `--fix`.",
    )
    NOT_LOCKED = (
        "W705", "bad-evidence/not-locked", "A claim was never checked against its article at this place.",
        "Compare the claim with its article, then run the check with `--fix`, or cite its words.",
    )
    QUOTE_NOT_FOUND = (
        "B706", "bad-evidence/quote-not-found", "A quote is not in the text of the article.",
        "Quote the article word for word, without leaving anything out.",
    )
    TEXT_WITHOUT_CLAIMS = (
        "W707", "bad-evidence/text-without-claims", "There are no claims to compare the text of an article with.",
        "Name the file after the file of its claims.",
    )
    PASSAGE_TOO_SHORT = (
        "B708", "bad-evidence/passage-too-short", "A passage is so short that its hash could be guessed.",
        "Include the words before or after it.",
    )
    PASSAGE_REPEATED = (
        "B709", "bad-evidence/passage-repeated", "A passage is in the article more than once.",
        "Include the words before or after it.",
    )
    WRONG_LOCATION = (
        "B710", "bad-evidence/wrong-location",
        "The field `at` of a claim does not match where its passage is in the article.",
        "Correct `at` as the message says.",
    )
    NO_QUOTE = (
        "B711", "bad-evidence/no-quote", "There is no quote on standard input.",
        "Send the words of the article: `python hooks cite ARTICLE/CLAIM < FILE`.",
    )
    SENTENCES_UNCLEAR = (
        "B712", "bad-evidence/sentences-unclear", "A paragraph cannot be split into sentences.",
        "Give the place of the claim as a paragraph, or cite its words.",
    )
    TEXT_IN_VERSION_CONTROL = (
        "W713", "bad-evidence/text-in-version-control",
        "The text of an article could be committed, and we may not publish it.",
        "Move it out of the project, or to the folder `evidence/`, which git ignores.",
    )
    CONTRADICTED = (
        "W714", "bad-evidence/contradicted", "A claim states something that its passage does not say.",
        "Correct the claim, or `at` as the message says. Numbers, dates, names, speakers and negation are compared.",
    )
    NEEDS_READING = (
        "B715", "bad-evidence/needs-reading", "No rule can tell whether a quote says what its claim says.",
        "Read the two. If the claim holds, cite the quote with `--read`, which says that you have read them.",
    )
