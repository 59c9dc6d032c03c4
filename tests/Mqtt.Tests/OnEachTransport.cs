using Kith.Mqtt.Tests.Broker;
using Kith.Mqtt.Tests.Client;
using Kith.Mqtt.Tests.Interop;

namespace Kith.Mqtt.Tests;

// Every test that goes through a socket, on each transport.
public sealed class BasicOnKestrel() : BasicTests(Transport.Kestrel);
public sealed class ConnectOnKestrel() : ConnectTests(Transport.Kestrel);
public sealed class FlowOnKestrel() : FlowTests(Transport.Kestrel);
public sealed class KeepAliveOnKestrel() : KeepAliveTests(Transport.Kestrel);
public sealed class LocalClientOnKestrel() : LocalClientTests(Transport.Kestrel);
public sealed class RetainedOnKestrel() : RetainedTests(Transport.Kestrel);
public sealed class SessionOnKestrel() : SessionTests(Transport.Kestrel);
public sealed class SocketOnKestrel() : SocketTests(Transport.Kestrel);
public sealed class StormOnKestrel() : StormTests(Transport.Kestrel);
public sealed class SubscriptionOnKestrel() : SubscriptionTests(Transport.Kestrel);
public sealed class WillOnKestrel() : WillTests(Transport.Kestrel);
public sealed class ClientOnKestrel() : ClientTests(Transport.Kestrel);
public sealed class MosquittoOnKestrel() : MosquittoTests(Transport.Kestrel);
public sealed class MqttJsOnKestrel() : MqttJsTests(Transport.Kestrel);
public sealed class PahoOnKestrel() : PahoTests(Transport.Kestrel);

public sealed class BasicOnEpoll() : BasicTests(Transport.Epoll);
public sealed class ConnectOnEpoll() : ConnectTests(Transport.Epoll);
public sealed class FlowOnEpoll() : FlowTests(Transport.Epoll);
public sealed class KeepAliveOnEpoll() : KeepAliveTests(Transport.Epoll);
public sealed class LocalClientOnEpoll() : LocalClientTests(Transport.Epoll);
public sealed class RetainedOnEpoll() : RetainedTests(Transport.Epoll);
public sealed class SessionOnEpoll() : SessionTests(Transport.Epoll);
public sealed class SocketOnEpoll() : SocketTests(Transport.Epoll);
public sealed class StormOnEpoll() : StormTests(Transport.Epoll);
public sealed class SubscriptionOnEpoll() : SubscriptionTests(Transport.Epoll);
public sealed class WillOnEpoll() : WillTests(Transport.Epoll);
public sealed class ClientOnEpoll() : ClientTests(Transport.Epoll);
public sealed class MosquittoOnEpoll() : MosquittoTests(Transport.Epoll);
public sealed class MqttJsOnEpoll() : MqttJsTests(Transport.Epoll);
public sealed class PahoOnEpoll() : PahoTests(Transport.Epoll);
