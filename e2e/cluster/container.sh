#!/bin/sh
# Becomes the process of a container. It runs in the pod's network namespace and in a mount namespace of its own ("ip netns exec"
# makes both), so nothing that is mounted here is seen by anyone else.
#
#   container.sh <image> <home> <place> <writable|read-only> [<volume> <mount path>]... -- <command>...
#
# <image>: folder with what the image holds at <place>. <home>: folder of this container, for what it writes there.
set -eu
image=$1 home=$2 place=$3 mode=$4
shift 4

# Debian leaves /usr/local to others. The node's own is not seen in a container.
mount -t tmpfs -o mode=755 tmpfs /usr/local
mkdir -p "$place" "$home/upper" "$home/work"
mount -t overlay -o "lowerdir=$image,upperdir=$home/upper,workdir=$home/work" overlay "$place"

while [ "$1" != -- ]; do
  mkdir -p "$2"
  mount --bind "$1" "$2"
  shift 2
done
shift

if [ "$mode" = read-only ]; then
  # Volumes are mounts of their own and stay writable.
  for path in "$place" /usr/local /run /tmp /dev/shm /; do
    if mountpoint -q "$path"; then mount -o remount,bind,ro "$path"; fi
  done
fi
cd "$place"
exec "$@"
