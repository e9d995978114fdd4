#!/usr/bin/env python3
"""Trains and runs 784-30-10 (sigmoid, squared error) on MNIST with NumPy and, where it can be imported, PyTorch: the rows of the
"roofline" command for anyone who wants the comparison. One thread; shuffle and gathering of rows included; medians.

    MNIST_DIR=folder python3 benchmarks/compare.py [--epochs N]
"""
import argparse
import gzip
import os
import pathlib
import statistics
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # before the libraries are imported

try:
    import numpy as np
except ImportError:
    sys.exit("compare.py needs NumPy: python3 -m pip install numpy (and torch, for its rows)")

try:
    import torch
except ImportError:
    torch = None

LAYERS = (784, 30, 10)
RATE = 3.0


def idx(name, header):
    """The bytes of an IDX file of MNIST, plain or packed."""
    folder = os.environ.get("MNIST_DIR")
    if not folder:
        sys.exit("compare.py needs MNIST: set MNIST_DIR to the folder with its four files, plain or .gz")
    for path in (pathlib.Path(folder) / name, pathlib.Path(folder) / f"{name}.gz"):
        if path.exists():
            data = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
            return np.frombuffer(data, np.uint8, offset=header)
    sys.exit(f"compare.py finds no {name} in MNIST_DIR, neither plain nor with .gz")


def load(part):
    images = idx(f"{part}-images-idx3-ubyte", 16).reshape(-1, LAYERS[0]).astype(np.float32) / 255
    return images, idx(f"{part}-labels-idx1-ubyte", 8).astype(np.int64)


def initial(seed=0):
    """Weights N(0, 1/sqrt(fan in)) as [out, in], biases N(0, 1)."""
    random = np.random.default_rng(seed)
    return [
        (
            (random.standard_normal((fan_out, fan_in)) / np.sqrt(fan_in)).astype(np.float32),
            random.standard_normal(fan_out).astype(np.float32),
        )
        for fan_in, fan_out in zip(LAYERS, LAYERS[1:])
    ]


class NumPy:
    name = f"NumPy {np.__version__}"

    def __init__(self, x, y):
        self.x, self.y = x, y
        (self.w1, self.b1), (self.w2, self.b2) = initial()

    def forward(self, x):
        hidden = 1 / (1 + np.exp(-(x @ self.w1.T + self.b1)))
        return hidden, 1 / (1 + np.exp(-(hidden @ self.w2.T + self.b2)))

    def infer(self, x):
        return self.forward(x)[1]

    def epoch(self, batch):
        order = np.random.permutation(len(self.x))
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            x, y = self.x[rows], self.y[rows]
            hidden, output = self.forward(x)
            d2 = (output - y) * output * (1 - output)
            d1 = (d2 @ self.w2) * hidden * (1 - hidden)
            step = np.float32(RATE / len(rows))
            self.w2 -= step * (d2.T @ hidden)
            self.b2 -= step * d2.sum(0)
            self.w1 -= step * (d1.T @ x)
            self.b1 -= step * d1.sum(0)


class PyTorch:
    name = f"PyTorch {torch.__version__}" if torch else ""

    def __init__(self, x, y):
        torch.set_num_threads(1)
        self.x, self.y = torch.from_numpy(x), torch.from_numpy(y)
        self.model = torch.nn.Sequential(
            torch.nn.Linear(*LAYERS[:2]), torch.nn.Sigmoid(), torch.nn.Linear(*LAYERS[1:]), torch.nn.Sigmoid()
        )
        with torch.no_grad():
            for layer, (w, b) in zip((self.model[0], self.model[2]), initial()):
                layer.weight.copy_(torch.from_numpy(w))
                layer.bias.copy_(torch.from_numpy(b))
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=RATE)

    def infer(self, x):
        with torch.no_grad():
            return self.model(torch.from_numpy(x)).numpy()

    def epoch(self, batch):
        order = torch.randperm(len(self.x))
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            self.optimizer.zero_grad()
            loss = 0.5 * ((self.model(self.x[rows]) - self.y[rows]) ** 2).sum() / len(rows)
            loss.backward()
            self.optimizer.step()


def timed(work, repeats):
    seconds = []
    for _ in range(repeats):
        start = time.thread_time()  # other programs on the machine do not count
        work()
        seconds.append(time.thread_time() - start)
    return statistics.median(seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=3, help="epochs to train for each row")
    epochs = parser.parse_args().epochs
    (x, labels), (test_x, test_labels) = load("train"), load("t10k")
    y = np.eye(LAYERS[-1], dtype=np.float32)[labels]

    print("| 784-30-10 | epoch, batch 10 (s) | epoch, batch 100 (s) | one sample (us) | 10,000 samples (ns each) | accuracy, batch 10 / 100 |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for engine in (NumPy, PyTorch):
        if not engine.name:
            print("PyTorch cannot be imported: python3 -m pip install torch", file=sys.stderr)
            continue
        seconds, accuracy = [], []
        for batch in (10, 100):
            network = engine(x, y)
            seconds.append(timed(lambda: network.epoch(batch), epochs))
            accuracy.append(100 * (network.infer(test_x).argmax(1) == test_labels).mean())
        single = timed(lambda: [network.infer(test_x[i : i + 1]) for i in range(1000)], 5) / 1000
        whole = timed(lambda: network.infer(test_x), 15) / len(test_x)
        print(
            f"| {engine.name} | {seconds[0]:.3f} | {seconds[1]:.3f} | {1e6 * single:.2f} | {1e9 * whole:.0f} "
            f"| {accuracy[0]:.2f} % / {accuracy[1]:.2f} % |",
            flush=True,
        )


if __name__ == "__main__":
    main()
