"""The verbs that names of functions begin with, and how a summary says them."""

from __future__ import annotations

from typing import Final

# What a name begins with, and the imperative that says it; most say themselves.
_OTHERWISE: Final = {
    "add": "add",
    "calc": "calculate",
    "calculate": "calculate",
    "del": "delete",
    "fetch": "fetch",
    "gen": "generate",
    "get": "return",
    "incr": "increase",
    "init": "initialize",
    "iter": "iterate over",
    "lookup": "look up",
    "mk": "make",
    "setup": "set up",
    "teardown": "tear down",
    "trans": "translate",
}
_SAME: Final = frozenset(
    """abort accept access accumulate acquire activate adapt adjust advance aggregate align allocate
    allow amend analyse analyze annotate append apply approve arrange ask assert assemble assign
    attach authenticate authorize await backup balance ban begin bind block book boost borrow break
    broadcast build buy bump cache calculate call cancel capitalize capture cast change charge check
    choose claim classify clean clear click clip clone close cluster collapse collect combine commit
    compare compile complete compress compute concat concatenate configure confirm connect construct
    consume contain continue convert copy correct count crawl create crop cut deactivate debug
    decide decipher declare decode decompress decorate decrease decrement decrypt deduct define
    delay delete deliver delegate deny deploy deposit derive describe deserialize destroy detach
    detect determine diff disable discard discount disconnect discover dispatch display divide do
    double download drain draw drop dump duplicate echo edit eject embed emit enable encipher encode
    encrypt end enqueue ensure enter enumerate erase escape estimate evaluate evict exclude execute
    exit expand expect expire explain explode export extend extract factorize fail fall feed fetch
    fill filter find finish fit fix flatten flip flush fold follow forget fork format forward free
    freeze generate give grade grant greet group grow guess handle hash hide highlight identify
    ignore import include increase increment infer inform inherit initialize inject insert inspect
    install instantiate interleave interpolate interpret intersperse invalidate inverse invert
    invite invoke issue iterate join jump keep kill launch leave lend limit link list listen load
    locate lock log login logout lower make map mark mask match measure merge migrate minimize
    maximize mirror mix modify monitor mount move multiply mutate navigate negate normalise
    normalize notify observe obtain open optimize order organize override pack pad paint parse
    partition paste patch pause pay peek perform permute persist pick ping place play plot poll pop
    populate post predict prepare prepend preprocess print process produce project promote prompt
    propagate prove provide prune publish pull purchase purge push put query queue quit quote raise rebase
    randomize rank rate read rebuild receive recommend reconnect record recover redeem redirect
    reduce redo refresh refund refuse register reindex reject relabel release reload remember remove
    rename render repair repeat replace reply report request require rescale reserve reset reshape
    resize resolve respond restart restore resume retrieve retry return reverse revert review revoke
    rewind rotate round route run sample sanitize save scale scan schedule score scrape scroll
    search seek select sell send serialize serve set shift ship show shuffle shut shutdown sign
    simplify simulate skip sleep slice smooth solve sort spawn specify spend spin split spread
    square stack start step stop store stream strip submit subscribe subtract suggest sum summarize
    swap sweep switch sync synchronize tag take tell terminate test throttle throw tidy toggle
    tokenize total touch trace track train transfer transform translate transpose traverse trigger
    trim truncate try tune turn uncompress undo unescape uninstall unite unlink unload unlock unmark
    unpack unregister unsubscribe unwrap update upgrade upload upsert use validate vectorize verify
    view visit wait wake walk warn watch withdraw wrap write yield zip zoom""".split()
)
# Verbs that are as often nouns: only with an object, or where there is nothing else to call it.
_NOUNS: Final = frozenset(
    "balance block book break cache charge claim cluster copy count cut delay diff discount display"
    " double end feed filter fit format grade group guess hash index issue jump limit link list"
    " lock log map mark mask match measure mix mount order pad paint paste patch place play plot"
    " post print process project query queue rank rate read record release report request reserve"
    " return review round route run sample scale score search shift sign slice sort square stack"
    " start step stop store stream sum switch tag test total touch trace track train trigger turn"
    " use view visit wait walk watch zip zoom".split()
)
QUESTIONS: Final = frozenset(
    "is are was has have had can could should will would must does do did needs contains exists"
    " supports allows includes".split()
)
# Whose result is what the object names.
ASKING: Final = frozenset(
    "calculate choose collect compute count derive detect determine estimate evaluate extract fetch"
    " find generate get guess identify infer list load locate look lookup make measure obtain parse"
    " pick predict prepare produce query read receive resolve retrieve return search select".split()
)
MAKING: Final = frozenset(
    "add append assign attach book borrow build construct create declare define enqueue generate"
    " insert instantiate invite issue launch make mk new open place post produce put raise register"
    " schedule send spawn start store submit".split()
)


def imperative(word: str, *, alone: bool = False) -> str:
    """The verb that a name's first word stands for; empty where it is none.

    Args:
        word: small.
        alone: whether the name has no other word.
    """
    if word in _OTHERWISE:
        return _OTHERWISE[word]
    if word in _SAME and not (alone and word in _NOUNS and word not in _LIKELY):
        return word
    return ""


# Of the words that may be nouns, those that name functions as verbs even alone.
_LIKELY: Final = frozenset(
    "block cache copy count cut display feed filter fit format group guess hash link lock log map"
    " mark mask match measure mix mount pad paint paste patch place play plot post print process"
    " query read release report request reserve return review run sample search shift sort start"
    " step stop store switch tag test touch trace track train trigger visit wait walk watch zip"
    " zoom".split()
)


def is_plain_verb(word: str) -> bool:
    """Whether a word is a verb and hardly ever anything else."""
    return word in _SAME and word not in _NOUNS


def third_person(verb: str) -> str:
    """A verb as "it" does it: "search" becomes "searches", "look up" becomes "looks up"."""
    head, space, rest = verb.partition(" ")
    if head in ("do", "go") or head.endswith(("s", "x", "ch", "sh", "z")):
        head += "es"
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        head = f"{head[:-1]}ies"
    else:
        head = {"be": "is", "have": "has"}.get(head, f"{head}s")
    return head + space + rest


def gerund(verb: str) -> str:
    """A verb as what is going on: "make" becomes "making"."""
    head, space, rest = verb.partition(" ")
    if head.endswith("e") and not head.endswith(("ee", "oe", "ye")):
        head = head[:-1]
    elif (
        len(head) > 2 and head[-1] in "bdgmnpt" and head[-2] in "aeiou" and head[-3] not in "aeiou"
    ):
        if len(head) < 5:
            head += head[-1]
    return f"{head}ing{space}{rest}"
