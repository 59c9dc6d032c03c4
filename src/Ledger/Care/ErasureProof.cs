using Kith.Model.Ids;

namespace Kith.Ledger.Care;

/// <summary>What remains of an erased home: that, when and with which key's destruction it was erased.</summary>
/// <param name="Home">Its random id; it names nobody.</param>
/// <param name="At">When the key was destroyed.</param>
/// <param name="KeyHash">SHA-256 of the destroyed key, in hex: compare it with that of any copy of keys.db to know whether the copy still holds it.</param>
public sealed record ErasureProof(HomeId Home, DateTimeOffset At, string KeyHash);
