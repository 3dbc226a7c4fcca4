package io.github.registrationmail.database;

import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;

/** What Quarkus hands to {@link ConnectionPool}. */
record PoolInput(
    Vertx vertx, PoolOptions poolOptions, List<MySQLConnectOptions> mySQLConnectOptionsList)
    implements MySQLPoolCreator.Input {}
