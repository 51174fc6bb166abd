"""What the samples say, and the same as Markdown, in which lawlint tells what must be found in every format."""

import dataclasses
import re

NOTE_MARK = re.compile(r"\[\^(\w+)\]")


@dataclasses.dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclasses.dataclass(frozen=True)
class Paragraph:
    text: str


@dataclasses.dataclass(frozen=True)
class Item:
    text: str


@dataclasses.dataclass(frozen=True)
class Quote:
    text: str


@dataclasses.dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Item | Quote | Table


@dataclasses.dataclass(frozen=True)
class Source:
    """Blocks, whose text holds marks such as `[^1]`, and the notes by these marks."""

    blocks: tuple[Block, ...]
    notes: dict[str, str] = dataclasses.field(default_factory=dict)

    def without_notes(self) -> "Source":
        return Source(tuple(_without_marks(block) for block in self.blocks))

    def followed_by(self, *blocks: Block) -> "Source":
        return Source(self.blocks + blocks, self.notes)


def _without_marks(block: Block) -> Block:
    return block if isinstance(block, Table) else dataclasses.replace(block, text=NOTE_MARK.sub("", block.text))


BROCHURE = Source(
    (
        Heading("Offenses against persons in Connecticut", 1),
        Paragraph(
            "This guide is for those who train the people whom a victim meets first: officers on patrol, nurses in emergency "
            "rooms, teachers, and the volunteers who answer a hotline at night. It says what the criminal law calls each act "
            "and how heavily it is punished, and it names the statute so that a reader can look for herself."
        ),
        Paragraph(
            "Under C.G.S. § 53a-192a, trafficking in persons is a class B felony. It is prosecuted wherever one of the acts "
            "was committed, and neither consent nor ignorance of the victim’s age is a defense."
        ),
        Paragraph(
            "Promoting prostitution in the first degree, C.G.S. § 53a-86[^1], is a class C felony, and promoting prostitution in "
            "the second degree, C.G.S. § 53a-87, is a class C felony. Those who advance such a business from a distance "
            "are as responsible as those who stand at its door."
        ),
        Heading("Federal law"),
        Paragraph(
            "Sex trafficking by force under 18 U.S.C. § 1591(b)(1) is punishable by a prison term of not less than 10 years. "
            "Forced labor, 18 U.S.C. § 1589, is punishable by up to 20 years in prison.[^2]"
        ),
        Paragraph(
            "Federal and state prosecutors share these cases. Which of them brings the charges depends on where the acts took "
            "place, on who investigated them, and on which court can order that the victim be compensated for her losses."
        ),
        Heading("Related offenses"),
        Paragraph(
            "Section 53a-196a makes employing a minor in an obscene performance a class A felony. The following offenses are "
            "often charged together with it, and a plea to one of them is often how a case ends:"
        ),
        Item("Kidnapping in the second degree, C.G.S. § 53a-94, is a class B felony."),
        Item("Unlawful restraint in the first degree, C.G.S. § 53a-95, is a class C felony."),
        Item("Sexual assault in the first degree, Conn. Gen. Stat. § 53a-70, is a class C felony."),
        Paragraph("A brochure of another agency told its readers:"),
        Quote("Soliciting sexual acts, C.G.S. § 53a-83, is a class A misdemeanor with a fine of $1,000."),
        Paragraph(
            "Whoever repeats such a sentence should look up the statute first. Legislatures change penalties more often than "
            "agencies reprint their brochures, and a reader who relies on an old one may be badly misled."
        ),
        Heading("Summary"),
        Table(
            (
                ("Offense", "Statute", "Class", "Prison term"),
                ("Larceny in the first degree", "C.G.S. § 53a-122", "Class B felony", "up to 20 years"),
                ("Larceny in the second degree", "C.G.S. § 53a-123", "Class D felony", "1 to 10 years"),
                ("Prostitution", "C.G.S. § 53a-82", "Class A misdemeanor", "up to 1 year"),
            )
        ),
    ),
    {
        "1": "Promoting prostitution in the third degree, C.G.S. § 53a-88, is a class C felony.",
        "2": "Strangulation in the second degree, C.G.S. § 53a-64bb, is a class D felony.",
    },
)

HEADER = "Assault in the first degree, C.G.S. § 53a-59, is a class A felony."
FOOTER = "Larceny in the third degree, C.G.S. § 53a-124, is a class D felony."
TEXT_BOX = "Sexual assault in the fourth degree, C.G.S. § 53a-73a, is a class B felony."
CONTENT_CONTROL = "Burglary in the first degree, C.G.S. § 53a-101, is a class C felony."


def markdown(source: Source) -> str:
    """The source as Markdown."""
    blocks = [_markdown_block(block) for block in source.blocks]
    notes = [f"[^{mark}]: {text}" for mark, text in source.notes.items()]
    return "\n\n".join(blocks + notes) + "\n"


def _markdown_block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return "#" * level + " " + text
        case Item(text):
            return f"- {text}"
        case Quote(text):
            return f"> {text}"
        case Table(rows):
            lines = ["| " + " | ".join(row) + " |" for row in rows]
            return "\n".join([lines[0], "| " + " | ".join("---" for _ in rows[0]) + " |", *lines[1:]])
        case Paragraph(text):
            return text
