# shellcheck shell=bash
# What the gate needs of the machine: each need_* installs or starts a thing only when it is not there.

say() { printf '\n== %s\n' "$*"; }

run() {
  printf '+ %s\n' "$*"
  "$@"
}

apt_updated=false

install_packages() {
  if ((EUID != 0)); then
    echo "missing: $*; install it, or run this as root on Debian" >&2
    exit 1
  fi
  $apt_updated || run apt-get update -qq
  apt_updated=true
  say "installing $*"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# need COMMAND PACKAGE
need() {
  command -v "$1" >/dev/null || install_packages "$2"
}

# The wrapper fetches Maven with curl or wget; without either it would compile a downloader of its own.
need_jdk17() {
  need curl curl
  need unzip unzip
  local home
  home=/usr/lib/jvm/java-17-openjdk-$(dpkg --print-architecture 2>/dev/null || true)
  if [[ $("${JAVA_HOME:-$home}/bin/javac" -version 2>/dev/null) != "javac 17."* ]]; then
    [[ -x $home/bin/javac ]] || install_packages openjdk-17-jdk-headless
    JAVA_HOME=$home
  fi
  export JAVA_HOME=${JAVA_HOME:-$home}
  run "$JAVA_HOME/bin/java" -version
}

# Where a JDK 25 is that can make a runtime of itself; Debian 12 has none, so it is nothing to install.
find_jdk25() {
  local home
  for home in ${JDK25_HOME:+"$JDK25_HOME"} /usr/lib/jvm/*; do
    if [[ $("$home/bin/javac" -version 2>/dev/null) == "javac 25."* && -x $home/bin/jlink ]]; then
      printf '%s\n' "$home"
      return
    fi
  done
  return 1
}

answers() { (: </dev/tcp/127.0.0.1/"$1") 2>/dev/null; }

# wait_for PORT NAME: up to a minute
wait_for() {
  for _ in {1..120}; do
    if answers "$1"; then return; fi
    sleep 0.5
  done
  echo "$2 does not answer on 127.0.0.1:$1" >&2
  exit 1
}

need_rabbitmq() {
  if answers 5672; then return; fi
  need rabbitmq-server rabbitmq-server
  if ! answers 5672; then
    # as rabbit@localhost: a container's host name need not resolve
    RABBITMQ_NODENAME=rabbit@localhost run rabbitmq-server -detached >/dev/null 2>&1
  fi
  wait_for 5672 RabbitMQ
}

need_mariadb() {
  if ! answers 3306; then
    need mariadbd mariadb-server
  fi
  if ! answers 3306; then
    install -d -o mysql -g mysql /run/mysqld
    run start-stop-daemon --start --oknodo --background --exec /usr/sbin/mariadbd -- --user=mysql
  fi
  wait_for 3306 MariaDB
  if command -v mariadb >/dev/null && ! mariadb -h 127.0.0.1 -u root -e 'select 1' >/dev/null 2>&1; then
    open_mariadb_root
  fi
}

# Debian gives root no password over TCP. A machine of a CI is thrown away; on any other that is the owner's to decide.
open_mariadb_root() {
  if [[ ${CI:-} != true ]]; then
    echo "MariaDB on 127.0.0.1:3306 refuses root without a password" >&2
    exit 1
  fi
  local host
  for host in localhost 127.0.0.1; do
    run mariadb -u root -e "create user if not exists root@'$host';
      alter user root@'$host' identified via unix_socket or mysql_native_password using password('');
      grant all on *.* to root@'$host' with grant option"
  done
}

# What the MySQL 8 from Maven Central is linked with and does not bring.
need_mysql_libraries() {
  local known
  known=$(ldconfig -p)
  [[ $known == *libaio.so.1* ]] || install_packages libaio1
  [[ $known == *libnuma.so.1* ]] || install_packages libnuma1
}
