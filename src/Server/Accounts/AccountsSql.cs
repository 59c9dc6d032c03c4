using Kith.Ledger.Records;

namespace Kith.Server.Accounts;

/// <summary>The tables of accounts. Times are Unix milliseconds, UTC; secrets are SHA-256, passwords Identity's hash; only an
/// authenticator's key must be kept as it is, for its codes are made from it.</summary>
internal static class AccountsSql
{
    internal static readonly Migration[] Migrations =
    [
        new(200, "accounts, sessions, tokens and one-time links",
            """
            CREATE TABLE account (
              id TEXT PRIMARY KEY, user TEXT NOT NULL UNIQUE, name TEXT NOT NULL, language TEXT NOT NULL,
              password TEXT NOT NULL, created INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE session (
              id TEXT PRIMARY KEY, account TEXT NOT NULL, secret BLOB NOT NULL, agent TEXT NOT NULL,
              created INTEGER NOT NULL, used INTEGER NOT NULL, ended INTEGER) WITHOUT ROWID;
            CREATE INDEX session_account ON session (account);
            CREATE TABLE token (
              id TEXT PRIMARY KEY, account TEXT NOT NULL, secret BLOB NOT NULL, name TEXT NOT NULL,
              scopes INTEGER NOT NULL, homes TEXT, created INTEGER NOT NULL, used INTEGER, expires INTEGER, revoked INTEGER) WITHOUT ROWID;
            CREATE INDEX token_account ON token (account);
            CREATE TABLE link (
              id TEXT PRIMARY KEY, kind INTEGER NOT NULL, secret BLOB NOT NULL, account TEXT, home TEXT, person TEXT,
              created INTEGER NOT NULL, expires INTEGER NOT NULL, taken INTEGER) WITHOUT ROWID;
            CREATE INDEX link_person ON link (home, person);
            """),
        new(201, "the second factor of accounts and its recovery codes",
            """
            CREATE TABLE second_factor (account TEXT PRIMARY KEY, key BLOB NOT NULL, step INTEGER NOT NULL, confirmed INTEGER) WITHOUT ROWID;
            CREATE TABLE recovery_code (account TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (account, hash)) WITHOUT ROWID;
            """),
        new(202, "where sessions come from, and panels",
            """
            ALTER TABLE session ADD COLUMN via INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
            ALTER TABLE session ADD COLUMN home TEXT;
            ALTER TABLE session ADD COLUMN name TEXT;
            """),
        new(203, "PINs of accounts",
            """
            CREATE TABLE pin (account TEXT PRIMARY KEY, hash TEXT NOT NULL, always INTEGER NOT NULL) WITHOUT ROWID;
            """),
        new(204, "passkeys of accounts",
            """
            CREATE TABLE passkey (
              id TEXT PRIMARY KEY, credential BLOB NOT NULL UNIQUE, account TEXT NOT NULL, name TEXT NOT NULL, key BLOB NOT NULL, count INTEGER NOT NULL,
              transports TEXT NOT NULL, eligible INTEGER NOT NULL, backed INTEGER NOT NULL, created INTEGER NOT NULL, used INTEGER) WITHOUT ROWID;
            CREATE INDEX passkey_account ON passkey (account);
            """),
        new(205, "tries to sign in, and browsers that signed in before",
            """
            CREATE TABLE sign_in (
              id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, at INTEGER NOT NULL, outcome INTEGER NOT NULL, via INTEGER NOT NULL,
              address TEXT NOT NULL, agent TEXT NOT NULL);
            CREATE INDEX sign_in_account ON sign_in (account, id);
            CREATE TABLE known_device (id TEXT NOT NULL, account TEXT NOT NULL, secret BLOB NOT NULL, created INTEGER NOT NULL, PRIMARY KEY (account, id)) WITHOUT ROWID;
            """),
        new(286, "tokens for agents", "ALTER TABLE token ADD COLUMN agent INTEGER NOT NULL DEFAULT 0;"),
    ];
}
