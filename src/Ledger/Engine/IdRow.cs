using System.Data;
using Dapper;

namespace Kith.Ledger.Engine;

/// <summary>An id of the model as a text column.</summary>
internal sealed class IdRow<T> : SqlMapper.TypeHandler<T> where T : struct, ISpanParsable<T>
{
    public override void SetValue(IDbDataParameter parameter, T value) => parameter.Value = value.ToString();

    public override T Parse(object value) => T.Parse((string)value, null);
}
