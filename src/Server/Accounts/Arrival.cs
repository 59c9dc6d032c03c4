using System.Net;
using System.Reflection;

namespace Kith.Server.Accounts;

/// <summary>Where a request comes from, as its sender will read it in the list of sessions.</summary>
/// <param name="Device">What the browser keeps of having signed in before (KnownDevices).</param>
internal sealed record Arrival(IPAddress? Address, string Agent, string? Device = null)
{
    public static ValueTask<Arrival?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(new Arrival(context.Connection.RemoteIpAddress, context.Request.Headers.UserAgent.ToString(),
            context.Request.Cookies[Credentials.DeviceCookie]));

    /// <summary>An IPv4 caller of an IPv6 socket is still an IPv4 caller.</summary>
    internal string AddressText => $"{(Address is { IsIPv4MappedToIPv6: true } ? Address.MapToIPv4() : Address)}";
}
