"""Runs a command again and again, killed at random moments, until it ends by itself; prints its exit code and how often it was killed.

usage: kill.py SEED SHORTEST LONGEST COMMAND...    (seconds)
"""
import random
import subprocess
import sys

random.seed(int(sys.argv[1]))
shortest, longest = float(sys.argv[2]), float(sys.argv[3])
kills = 0
while True:
    process = subprocess.Popen(sys.argv[4:], stdout=subprocess.DEVNULL)
    try:
        code = process.wait(timeout=random.uniform(shortest, longest))
        break
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        kills += 1
        longest *= 1.05  # ends even where everything is slow
print(code, kills)
