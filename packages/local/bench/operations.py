"""Where the time of a token goes in a graph, operation by operation, by ONNX Runtime's own profile: in one thread, medians
of forty steps, each after 64 tokens.

pip install onnxruntime numpy, then: python operations.py FILE, where FILE is a graph whose keys have a fixed width, as
optimum exports them.
"""

import collections
import json
import os
import statistics
import sys
import tempfile

import numpy as np
import onnxruntime

steps = 40
past = 64

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
options.enable_profiling = True
options.profile_file_prefix = os.path.join(tempfile.mkdtemp(), "profile")
session = onnxruntime.InferenceSession(sys.argv[1], options)

given = {"input_ids": [[5]], "attention_mask": [[1] * (past + 1)], "position_ids": [[past]]}
feeds = {}
for tensor in session.get_inputs():
    if tensor.name in given:
        feeds[tensor.name] = np.array(given[tensor.name], np.int64)
    else:
        _, heads, _, width = tensor.shape
        if not isinstance(width, int):
            sys.exit(f"{tensor.name} does not say how wide it is: profile a graph that optimum exported")
        feeds[tensor.name] = np.zeros((1, heads, past, width), np.float32)
for _ in range(steps):
    session.run(None, feeds)

durations = collections.defaultdict(list)
with open(session.end_profiling()) as profile:
    for event in json.load(profile):
        if event.get("cat") == "Node" and event["name"].endswith("kernel_time"):
            durations[event["args"]["op_name"], event["name"]].append(event["dur"] / 1000)
kinds = collections.defaultdict(list)
for (kind, _), each in durations.items():
    kinds[kind].append(statistics.median(each))
everything = [took for each in kinds.values() for took in each]
print(f"{len(everything)} operations: {sum(everything):.1f} ms")
for kind, each in sorted(kinds.items(), key=lambda item: -sum(item[1]))[:10]:
    print(f"{sum(each):8.2f} ms  {len(each):5d} {kind}")
