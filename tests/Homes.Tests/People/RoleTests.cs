using Kith.Homes.People;

namespace Kith.Homes.Tests.People;

public sealed class RoleTests
{
    [Fact]
    public void What_is_said_of_each_role_is_what_the_rights_answer()
    {
        var roles = RoleView.All.ToDictionary(role => role.Role);

        Assert.Equal(Enum.GetValues<Role>(), RoleView.All.Select(role => role.Role));
        Assert.Equal((May.Yes, May.Confirm, May.Yes, May.Yes), (roles[Role.Owner].Cost, roles[Role.Owner].Safety, roles[Role.Owner].Arrange, roles[Role.Owner].Own));
        Assert.Equal((May.Yes, May.No, May.No), (roles[Role.Adult].SetMode, roles[Role.Child].SetMode, roles[Role.Guest].SetMode));
        Assert.Equal((May.Yes, May.No), (roles[Role.Admin].Invite, roles[Role.Admin].Own));
        Assert.Equal((May.Confirm, May.No, true), (roles[Role.Adult].Safety, roles[Role.Adult].Arrange, roles[Role.Adult].SeesPeople));
        Assert.Equal((May.Yes, May.No, May.No, false), (roles[Role.Child].Comfort, roles[Role.Child].Cost, roles[Role.Child].Safety, roles[Role.Child].SeesPeople));
        Assert.Equal((May.Yes, May.No, May.No), (roles[Role.Guest].Cost, roles[Role.Guest].Safety, roles[Role.Guest].Privacy));
    }
}
