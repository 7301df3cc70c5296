"""What differs between the languages that we train: files, tagger, sizes, length of training.

The sizes are the trial's, with these changes: the last stem of a compound and Brown clusters are features, English has
tags too, hyphenated German words are also learnt whole.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """One language's training."""

    lang: str
    tagger: str
    train: tuple[tuple[str, str], ...]  # (file, treebank)
    dev: tuple[tuple[str, str], ...]
    test: tuple[tuple[str, str], ...]
    news: str  # the treebank whose conventions the shipped parser follows
    passed_over: tuple[str, ...]  # kinds of examples that keep an error of the parser
    join_hyphens: bool  # whether the product reads hyphenated words whole where the treebanks cut them
    dims: tuple[int, ...]  # of each feature of a word
    least: tuple[int, ...]  # how often a feature's value must occur to get a vector
    epochs: int
    finish_epochs: int  # slow ones at the end, our own examples of news among the treebanks
    epochs_between_scores: int
    batch_tokens: int
    seeds: tuple[int, ...]
    hidden: int = 160
    dropout: float = 0.33


RECIPES = {
    "de": Recipe(
        lang="de",
        tagger="morphmodel_ger.pgz",
        train=(("de_train_clean", "gsd"),),
        dev=(("de_dev", "gsd"),),
        test=(("de_test_gsd", "gsd"), ("de_test_pud", "pud")),
        news="pud",
        passed_over=("attachment", "attribution/deep in the clause"),
        join_hyphens=True,
        # form, prefix 1, 3, suffix 2, 3, 4, 5, shape, tag, lemma, stem, cluster, 6 and 4 bits of it
        dims=(80, 8, 24, 24, 32, 32, 24, 16, 40, 64, 32, 40, 16, 8),
        least=(2, 1, 2, 2, 2, 2, 3, 2, 1, 2, 2, 1, 1, 1),
        epochs=60,
        finish_epochs=8,
        epochs_between_scores=5,
        batch_tokens=550,
        seeds=(1,),
    ),
    "en": Recipe(
        lang="en",
        tagger="morphmodel_en.pgz",
        train=(("en_ewt_train", "ewt"), ("en_gum_clean", "gum")),
        dev=(("en_dev", "ewt"),),
        test=(("en_ewt_test", "ewt"), ("en_pud_news", "ewt")),
        news="ewt",
        passed_over=("attachment", "attribution/deep in the clause"),
        join_hyphens=False,
        dims=(80, 8, 24, 24, 32, 32, 24, 16, 40, 64, 32, 40, 16, 8),
        least=(3, 2, 2, 2, 3, 3, 4, 2, 1, 3, 3, 2, 1, 1),
        epochs=16,
        finish_epochs=2,
        epochs_between_scores=2,
        batch_tokens=1000,
        seeds=(1,),
    ),
}
