#!/usr/bin/env bash
# What the executable's code is of, by extension: src/build/parts.sh LOG, where LOG is the output of
#   ./mvnw package -Dnative -DskipTests \
#     -Dquarkus.native.additional-build-args-append=-H:+UnlockExperimentalVMOptions,-H:+PrintMethodHistogram
# A line for each jar with 0.05 MB of code or more, behind all of its extension. What the code needs beside it (frames, types, texts) is not in it.
set -euo pipefail
log=${1:?usage: src/build/parts.sh LOG}
jars=(target/*-native-image-source-jar)
[[ -d ${jars[0]} ]] || { echo "there is no target/*-native-image-source-jar: build with -Dnative first" >&2; exit 1; }

# "jar class" of every class
classes() {
  local jar
  for jar in "${jars[0]}"/*.jar "${jars[0]}"/lib/*.jar; do
    unzip -Z1 "$jar" '*.class' 2>/dev/null |
      sed "s|^META-INF/versions/[0-9]*/||; s|/|.|g; s|\.class$||; s|^|$(basename "$jar" .jar) |" || true
  done
}

# The first that fits; of what several extensions need, the one that is named for it.
extension() {
  cat <<'EOF'
^registration-mail service
resteasy|quarkus-rest|jakarta\.ws\.rs|mime4j REST
hibernate-validator|expressly|classmate|jakarta\.(validation|el)|smallrye-config-validator validation of requests
jackson|parsson|jakarta\.json|quarkus-jsonp JSON
messaging|reactive-converter|mutiny-zero|reactive-streams-operators|rabbitmq|amqp messaging and RabbitMQ
mysql-client|sql-client|reactive-datasource reactive MySQL client
flyway|jdbc|mysql-connector|agroal|narayana|jta|jboss-transaction|jakarta\.(transaction|resource)|quarkus-datasource migrations: Flyway, JDBC, transactions
opentelemetry|grpc|proto|perfmark|guava|gson traces and their export
micrometer|prometheus|HdrHistogram|LatencyUtils metrics
oidc|jose4j|jwt|auth-common|quarkus-security|quarkus-credentials sign-in: OpenID Connect
open-?api|swagger-ui|webjars|web-dependency OpenAPI and its page
qute|jsoup templates: Qute
scheduler|cron-utils scheduler
health health
kubernetes|helm|container-image|jib|cyclonedx manifests, chart and images
vertx|netty|brotli Vert.x and Netty
mutiny|reactive-streams|jctools|context-propagation Mutiny
jboss|slf4j|logging|wildfly logging
config|quarkus-core|arc|smallrye-common|jandex|yaml|bootstrap|tls-registry|jakarta|quarkus- core: configuration, injection, TLS
EOF
}

awk -F';' '
  FILENAME == ARGV[1] { space = index($0, " "); pattern[++patterns] = substr($0, 1, space - 1); name[patterns] = substr($0, space + 1); next }
  FILENAME == ARGV[2] { split($0, pair, " "); if (!(pair[2] in jar)) jar[pair[2]] = pair[1]; next }
  !($1 ~ /^ *[0-9]+$/ && NF > 10) { next }
  {
    method = $NF
    sub(/^ */, "", method)
    class = method
    sub(/\(.*/, "", class)
    sub(/\.[^.]*$/, "", class)
    if (class in jar) from = jar[class]
    else if (class ~ /[.]\$Proxy/) from = "proxies of interfaces"
    else if (class ~ /^(com\.oracle\.svm|org\.graalvm|jdk\.graal)\./) from = "GraalVM"
    else if (class ~ /^(java|javax|jdk|sun|com\.sun)\./) from = "JDK"
    else from = "made at build time"
    if (!(from in extensionOf)) {
      extensionOf[from] = from
      for (i = 1; i <= patterns; i++) if (from ~ pattern[i]) { extensionOf[from] = name[i]; break }
    }
    to = extensionOf[from]
    size[to] += $1; all += $1; count++
    ofJar[to, from] += $1
  }
  END {
    for (key in ofJar) {
      split(key, part, SUBSEP)
      if (ofJar[key] >= 50000)
        printf "%6.2f MB %6.2f MB  %s: %s\n", size[part[1]] / 1e6, ofJar[key] / 1e6, part[1], part[2]
    }
    printf "%6.2f MB  all, %d methods\n", all / 1e6, count
  }' <(extension) <(classes) "$log" | sort -k1,1nr -k5,5 -k3,3nr
