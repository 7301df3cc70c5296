"""One command a language: `python -m training.train de`.

Reads the treebanks, trains, and writes the model file that ships. Everything is seeded; on one machine the same
command gives the same weights. With several seeds the file holds several networks, whose scores are averaged.
"""

import argparse
import copy
import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import cross_entropy
from torch.nn.utils import clip_grad_norm_

from lagebild.sentences.tags import Tagger
from lagebild.sentences.weights import read_weights
from training.clusters import clusters_of
from training.examples import (
    NOT_SCORED,
    Batch,
    Example,
    Vocabulary,
    batch_of,
    example_of,
    groups,
    vocabulary_of,
    word_features,
)
from training.languages import RECIPES, Recipe
from training.network import Network, Sizes
from training.predict import predict
from training.scores import figures
from training.surface import joined
from training.treebanks import Tree, read_examples, read_trees
from training.write import write_model

MODELS = Path("src/lagebild/sentences/models")
TREEBANKS = Path("treebanks")
RATE, WARM_UP, PLATEAU, LAST_RATE = 2e-3, 100, 0.25, 0.02
CLIP, AVERAGE, SIDE_WEIGHT = 5.0, 0.998, 0.3
FINISH_RATE, OWN_TIMES = 4e-4, 3
LANGUAGES = Path("src/lagebild/languages")


@dataclass(frozen=True)
class Task:
    """What one language's training works on."""

    recipe: Recipe
    vocabulary: Vocabulary
    sizes: Sizes
    examples: list[Example]
    own: list[Example]
    dev: list[Tree]
    dev_examples: list[Example]


def main() -> None:
    """Read, train each seed, write."""
    options = _options()
    torch.set_num_threads(1)
    recipe = RECIPES[options.lang]
    task = task_of(recipe, options)
    path = options.out or MODELS / f"{recipe.lang}.npz"
    done: list[Network] = []
    for i, seed in enumerate(options.seeds or recipe.seeds):
        print(f"seed {seed}", flush=True)
        save = partial(_save, path, done, task)
        if options.start:
            done.append(finish(network_of(options.start, i, task), task, seed, save))
        else:
            done.append(train(task, options.epochs or recipe.epochs, seed, save))
    _write(path, done, task)
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB", flush=True)


def _save(path: Path, done: list[Network], task: Task, network: Network) -> None:
    _write(path, [*done, network], task)


def network_of(path: Path, i: int, task: Task) -> Network:
    """A network of a model file, to be trained on; its vocabulary must be today's."""
    weights = read_weights(path)
    if (weights.words, weights.labels) != (task.vocabulary.words, task.vocabulary.labels):
        raise SystemExit(
            f"{path} has another vocabulary than these treebanks give; train it from the beginning"
        )
    network = Network(task.sizes)
    network.load_state_dict({name: torch.from_numpy(array) for name, array in weights.networks[i].items()})
    return network


def _write(path: Path, networks: list[Network], task: Task) -> None:
    write_model(path, networks, task.vocabulary, task.recipe, asdict(task.sizes))


def task_of(recipe: Recipe, options: argparse.Namespace) -> Task:
    """Treebanks, tagged and in numbers."""
    tagger = Tagger(recipe.tagger)
    clusters = clusters_of(recipe.lang)
    trees = load(options.treebanks, recipe.train)
    trees += [joined(tree) for tree in trees if recipe.join_hyphens and joined(tree) is not tree]
    own = read_examples(LANGUAGES / recipe.lang / "examples.conllu", recipe.news, recipe.passed_over)
    dev = load(options.treebanks, recipe.dev)
    vocabulary = vocabulary_of(trees, word_features(trees, tagger, clusters), recipe.least, clusters)

    def numbers(sentences: list[Tree]) -> list[Example]:
        words = word_features(sentences, tagger, clusters)
        return [example_of(tree, row, vocabulary) for tree, row in zip(sentences, words, strict=True)]

    sizes = sizes_of(vocabulary, recipe)
    return Task(recipe, vocabulary, sizes, numbers(trees), numbers(own), dev, numbers(dev))


def load(folder: Path, files: tuple[tuple[str, str], ...]) -> list[Tree]:
    """The trees of several files."""
    return [tree for name, source in files for tree in read_trees(folder / f"{name}.conllu.gz", source)]


def sizes_of(vocabulary: Vocabulary, recipe: Recipe) -> Sizes:
    """The network's shape for this vocabulary."""
    return Sizes(
        words=tuple(max(table.values(), default=1) + 1 for table in vocabulary.words),
        dims=recipe.dims,
        labels=len(vocabulary.labels),
        upos=len(vocabulary.upos),
        feats=tuple(map(len, vocabulary.feats)),
        treebanks=len(vocabulary.treebanks),
        hidden=recipe.hidden,
        dropout=recipe.dropout,
    )


def train(task: Task, epochs: int, seed: int, save: Callable[[Network], None]) -> Network:
    """The whole training of one seed: treebanks, then a short finish with our own examples of news among them."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    network = learn(Network(task.sizes), task, Course(task.examples, epochs), rng, save)
    return finish(network, task, seed, save)


def finish(network: Network, task: Task, seed: int, save: Callable[[Network], None]) -> Network:
    """A few slow epochs in which our examples count several times."""
    torch.manual_seed(seed)
    course = Course(
        [*task.examples, *task.own * OWN_TIMES], task.recipe.finish_epochs, FINISH_RATE, plateau=0.0
    )
    return learn(network, task, course, random.Random(seed), save)


@dataclass(frozen=True)
class Course:
    """What is learnt, how long and how fast."""

    examples: list[Example]
    epochs: int
    rate: float = RATE
    plateau: float = PLATEAU


def learn(
    network: Network, task: Task, course: Course, rng: random.Random, save: Callable[[Network], None]
) -> Network:
    """Adam with warm-up, plateau and linear decay; what is kept is the running average of the weights."""
    average = copy.deepcopy(network)
    adam = torch.optim.Adam(network.parameters(), lr=course.rate, betas=(0.9, 0.95))
    step, began = 0, time.process_time()
    for epoch in range(course.epochs):
        network.train()
        losses = []
        todo = groups(course.examples, task.recipe.batch_tokens, rng)
        for i, group in enumerate(todo):
            adam.param_groups[0]["lr"] = course.rate * _pace(
                step, (epoch + i / len(todo)) / course.epochs, course.plateau
            )
            losses.append(_learn(network, adam, batch_of([course.examples[j] for j in group])))
            step += 1
            _blend(average, network, min(AVERAGE, (1 + step) / (10 + step)))
        if (epoch + 1) % task.recipe.epochs_between_scores == 0 or epoch == course.epochs - 1:
            _report(
                task,
                average,
                f"epoch {epoch + 1} cpu {time.process_time() - began:.0f} s loss {np.mean(losses):.3f}",
            )
            save(average)
    return average


def _report(task: Task, network: Network, head: str) -> None:
    got = figures(task.dev, predict(network, task.dev_examples, task.vocabulary))
    print(head, " ".join(f"{name} {value:.2f}" for name, value in got.items()), flush=True)


def _pace(step: int, done: float, plateau: float) -> float:
    decay = 1 - max(0.0, done - plateau) / (1 - plateau)
    return min(1.0, (step + 1) / WARM_UP) * max(LAST_RATE, decay)


def _learn(network: Network, adam: torch.optim.Adam, batch: Batch) -> float:
    loss = _loss(network, batch)
    adam.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    clip_grad_norm_(network.parameters(), CLIP)
    adam.step()
    return float(loss.item())


def _loss(network: Network, batch: Batch) -> torch.Tensor:
    low, high = network.encode(batch.ids, batch.treebank, batch.lengths)
    there = torch.arange(batch.ids.size(1))[None, :] < batch.lengths[:, None]
    arcs = network.arcs(high).masked_fill(~there[:, None, :], -1e9)
    targets = batch.heads.masked_fill(~there, NOT_SCORED)
    targets[:, 0] = NOT_SCORED
    main = _entropy(arcs, targets) + _entropy(network.labels(high, batch.heads), batch.labels)
    side = _entropy(network.upos(low), batch.upos)
    if bool((batch.feats != NOT_SCORED).any()):
        parts = network.feats(low).split(network.sizes.feats, -1)
        side = side + 2 / len(parts) * sum(
            _entropy(part, batch.feats[:, :, i]) for i, part in enumerate(parts)
        )
    return main + SIDE_WEIGHT * side


def _entropy(scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    return cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=NOT_SCORED)


@torch.no_grad()
def _blend(average: Network, network: Network, keep: float) -> None:
    for old, new in zip(average.parameters(), network.parameters(), strict=True):
        old.lerp_(new, 1 - keep)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the parser of one language.")
    parser.add_argument("lang", choices=sorted(RECIPES))
    parser.add_argument("--treebanks", type=Path, default=TREEBANKS, help="folder with the treebank files")
    parser.add_argument("--out", type=Path, help="model file; default: where it ships")
    parser.add_argument("--epochs", type=int, default=0, help="default: the recipe's")
    parser.add_argument("--start", type=Path, help="a model file of ours: only its finish is trained anew")
    parser.add_argument("--seeds", type=int, nargs="+", help="default: the recipe's")
    return parser.parse_args()


if __name__ == "__main__":
    main()
