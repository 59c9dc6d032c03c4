using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dapper;
using Kith.Model.Ids;
using SQLitePCL;

namespace Kith.Ledger.Engine;

/// <summary>Binds SQLite to the library of the operating system (no native code of ours to ship or to patch) and teaches Dapper the model's ids.</summary>
internal static class SystemSqlite
{
    /// <summary>Debian and other Linux, macOS, Windows 10 and later.</summary>
    private static readonly string[] Names = ["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3.dll"];

    /// <summary>Once for the process, before the first connection.</summary>
#pragma warning disable CA2255 // The resolver must stand before any type of the provider is touched, whoever touches it first.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Bind()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Find);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        SqlMapper.AddTypeHandler(new IdRow<HomeId>());
        SqlMapper.AddTypeHandler(new IdRow<DeviceId>());
        SqlMapper.AddTypeHandler(new IdRow<AccountId>());
        SqlMapper.AddTypeHandler(new IdRow<PersonId>());
        SqlMapper.AddTypeHandler(new IdRow<RoomId>());
        SqlMapper.AddTypeHandler(new IdRow<CredentialId>());
        SqlMapper.AddTypeHandler(new IdRow<OperationId>());
        SqlMapper.AddTypeHandler(new IdRow<PairingId>());
        SqlMapper.AddTypeHandler(new IdRow<NoticeId>());
    }

    private static nint Find(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != "e_sqlite3") return 0;
        foreach (var candidate in Names)
            if (NativeLibrary.TryLoad(candidate, out var library)) return library;
        throw new DllNotFoundException("SQLite is not installed: on Debian and Ubuntu the package is libsqlite3-0.");
    }
}
