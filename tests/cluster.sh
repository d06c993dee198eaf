#!/bin/sh
# make test-cluster: a thousand shards as a Slurm array on two nodes of this machine, one of which dies half-way. Starts and stops its own munge,
# controller and node daemons, in a folder and on ports of its own. Needs slurm-wlm, munge and root; skips, and says so, where they are not.
. tests/cli/tap.sh

need="slurmctld slurmd sbatch squeue scontrol munged mungekey"
PATH=$PATH:/usr/sbin
export PATH
for program in $need; do
    if ! command -v "$program" >/dev/null; then
        skip "a Slurm array" "no $program: install slurm-wlm and munge"
        finish
    fi
done
if [ "$(id -u)" -ne 0 ]; then
    skip "a Slurm array" "its daemons want to be started by root"
    finish
fi

model=$PWD/models/us-order.ordo
program=$(command -v ordo-classify)
case $program in /*) ;; *) program=$PWD/$program ;; esac
base=$((20000 + $$ % 20000)) # ports
chmod 755 "$tmp"
mkdir "$tmp/state" "$tmp/spool-n1" "$tmp/spool-n2" "$tmp/out" "$tmp/news" "$tmp/munge"
SLURM_CONF=$tmp/slurm.conf
export SLURM_CONF
cat >"$SLURM_CONF" <<END
ClusterName=ordo
SlurmctldHost=localhost
SlurmctldPort=$base
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$tmp/munge/socket,cred_expire=5
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
StateSaveLocation=$tmp/state
SlurmdSpoolDir=$tmp/spool-%n
SlurmctldPidFile=$tmp/slurmctld.pid
SlurmdPidFile=$tmp/slurmd-%n.pid
SlurmctldLogFile=$tmp/slurmctld.log
SlurmdLogFile=$tmp/slurmd-%n.log
SlurmdTimeout=10
ReturnToService=2
JobRequeue=1
MaxArraySize=2001
SchedulerType=sched/builtin
SchedulerParameters=sched_interval=1,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
NodeName=n1 NodeHostname=localhost Port=$((base + 1)) CPUs=2 State=UNKNOWN
NodeName=n2 NodeHostname=localhost Port=$((base + 2)) CPUs=2 State=UNKNOWN
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
END

# The scripts that run on a node, and what started them.
running_on() {
    for pid in $(pgrep -f "$tmp/spool-$1/job"); do
        echo "$pid"
        ps -o ppid= -p "$pid" | awk '$1 > 1'
    done
}
stop_all() {
    for file in "$tmp"/slurmd-n1.pid "$tmp"/slurmd-n2.pid "$tmp/slurmctld.pid" "$tmp/munge/pid"; do
        [ -s "$file" ] && kill "$(cat "$file")" 2>/dev/null
    done
    for pid in $(running_on n1) $(running_on n2); do kill -9 "$pid" 2>/dev/null; done
    sleep 1
    rm -rf "$tmp"
}
trap stop_all EXIT

mungekey --create --keyfile "$tmp/munge/key" 2>/dev/null && chmod 400 "$tmp/munge/key"
munged --force --socket "$tmp/munge/socket" --key-file "$tmp/munge/key" --pid-file "$tmp/munge/pid" --log-file "$tmp/munge/log" \
    --seed-file "$tmp/munge/seed" --num-threads 2 >"$tmp/munge/start" 2>&1
slurmctld -f "$SLURM_CONF" >"$tmp/start" 2>&1
slurmd -f "$SLURM_CONF" -N n1 >>"$tmp/start" 2>&1
slurmd -f "$SLURM_CONF" -N n2 >>"$tmp/start" 2>&1
tries=0
until [ "$(sinfo -h -N -t idle 2>/dev/null | wc -l)" -eq 2 ] || [ $tries -gt 60 ]; do
    tries=$((tries + 1))
    sleep 0.5
done
is "two nodes are idle" 2 "$(sinfo -h -N -t idle 2>>"$tmp/start" | wc -l | tr -d ' ')"
if [ "$failures" -gt 0 ]; then
    sed 's/^/# /' "$tmp/start" "$tmp/munge/start" "$tmp/slurmctld.log" | tail -n 20
    finish
fi

# a thousand files of a few articles, a share each
i=1
while [ $i -le 1000 ]; do
    for k in 1 2 3; do
        echo "{\"id\": \"$i-$k\", \"text\": \"\\\"We thank our allies for what they did in year $i,\\\" Ana Silva said. She denied that talks number $k had failed.\"}"
    done >"$tmp/news/$i.jsonl"
    i=$((i + 1))
done
ordo-classify -q -m "$model" "$tmp/news" | sort >"$tmp/whole"
cat >"$tmp/job.sh" <<END
#!/bin/sh
# a task takes fifty shares, one after another
shard=\$(((SLURM_ARRAY_TASK_ID - 1) * 50 + 1))
last=\$((shard + 49))
while [ \$shard -le \$last ]; do
    [ -e "$tmp/out/\$shard.jsonl" ] ||
        '$program' -q -j 1 -m '$model' --shard "\$shard/1000" --resume --checkpoint 0 -o "$tmp/out/\$shard.jsonl" '$tmp/news' || exit
    shard=\$((shard + 1))
done
[ "\${SLURM_RESTART_COUNT:-0}" -eq 0 ] || echo "\$SLURM_ARRAY_TASK_ID" >>'$tmp/again'
END
sbatch -Q --requeue --array=1-20 --cpus-per-task=1 --chdir="$tmp" -o "$tmp/job-%a.log" "$tmp/job.sh" >"$tmp/start" 2>&1
is "the array is accepted" 0 $?

# half-way, a node and all that runs on it dies
tries=0
victims=
until [ -n "$victims" ] || [ $tries -gt 600 ]; do
    [ "$(find "$tmp/out" -name '*.jsonl' | wc -l)" -ge 300 ] && victims=$(running_on n2)
    tries=$((tries + 1))
    sleep 0.1
done
for pid in $(cat "$tmp/slurmd-n2.pid") $victims; do kill -9 "$pid" 2>/dev/null; done
finished=$(find "$tmp/out" -name '*.jsonl' | wc -l | tr -d ' ')
ok "a node died half-way ($finished of 1000 shares were done)" test "$finished" -lt 1000
scontrol update nodename=n2 state=down reason=died
is "it is down, and its tasks wait to run again" "n2 down" "$(sinfo -h -N -n n2 -o '%N %t' | sed 's/\*//')"
tries=0
while [ -n "$(squeue -h 2>/dev/null)" ] && [ $tries -lt 240 ]; do
    tries=$((tries + 1))
    sleep 0.5
done
is "all tasks end" "" "$(squeue -h)"
is "none failed" "" "$(cat "$tmp"/job-*.log)"
is "all shares are there" 1000 "$(find "$tmp/out" -name '*.jsonl' | wc -l | tr -d ' ')"
is "nothing half-written is left" "" "$(find "$tmp/out" -name '*.part' -o -name '*.journal*')"
ok "tasks of the dead node were run again" test -s "$tmp/again"
cat "$tmp"/out/*.jsonl | sort >"$tmp/shares"
ok "together they are what one process writes" cmp "$tmp/whole" "$tmp/shares"
finish
