#!/bin/sh
# Brings up a one-node Slurm cluster on this machine, for tests. Needs root and Debian's slurm-wlm and munge, which it
# installs when they are missing. Does nothing when a cluster is up already.
set -eu

if ! command -v sbatch >/dev/null || ! command -v munged >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends slurm-wlm munge >/dev/null
fi

if sinfo --noheader >/dev/null 2>&1; then
  exit 0
fi

host=$(hostname -s)
mkdir -p /etc/slurm /var/spool/slurmctld /var/spool/slurmd /var/log/slurm /run/munge
chown munge:munge /run/munge

if [ ! -s /etc/munge/munge.key ]; then
  dd if=/dev/urandom of=/etc/munge/munge.key bs=1024 count=1 2>/dev/null
fi
chown munge:munge /etc/munge/munge.key
chmod 400 /etc/munge/munge.key

# No accounting and no control groups: neither is there in a container.
cat >/etc/slurm/slurm.conf <<CONFIG
ClusterName=sdialog
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
# A task that is queued again waits until its old credential is void: two minutes, unless told otherwise.
AuthInfo=cred_expire=5
StateSaveLocation=/var/spool/slurmctld
SlurmdSpoolDir=/var/spool/slurmd
SlurmctldPidFile=/run/slurmctld.pid
SlurmdPidFile=/run/slurmd.pid
SlurmctldLogFile=/var/log/slurm/slurmctld.log
SlurmdLogFile=/var/log/slurm/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=2,sched_min_interval=100000
JobRequeue=1
MailProg=/bin/true
KillWait=5
MinJobAge=10
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP OverSubscribe=FORCE:4
CONFIG

pgrep -x munged >/dev/null || su -s /bin/sh munge -c munged
slurmctld
slurmd

for _ in $(seq 1 50); do
  if [ "$(sinfo --noheader --format=%T 2>/dev/null)" = idle ]; then
    exit 0
  fi
  sleep 0.2
done
echo "start-slurm: the node did not become idle" >&2
sinfo >&2 || true
tail -n 20 /var/log/slurm/*.log >&2 || true
exit 1
