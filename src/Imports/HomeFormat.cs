using Kith.Imports.Planning;
using Kith.Imports.Uploads;

namespace Kith.Imports;

/// <summary>How another system keeps a home: which of its files are read, and what they say in words of no system.</summary>
internal abstract class HomeFormat
{
    /// <summary>As the command line and the API call it.</summary>
    internal abstract string Name { get; }

    /// <summary>Whether it reads a file of this path.</summary>
    internal abstract bool Wants(string path);

    /// <summary>Whether the upload has what it cannot do without.</summary>
    internal abstract bool IsIn(Upload upload);

    /// <summary>Says what is there; what it cannot read goes into the report.</summary>
    internal abstract Foreign Read(Upload upload, Report report);
}
