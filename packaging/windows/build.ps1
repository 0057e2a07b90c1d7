<#
Makes dist\gouji-VERSION-setup.exe on Windows 10 1809 or later, 64 bit, in one command:

    powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1

Needs Python 3.11, 3.12 or 3.13 (64 bit, from python.org, with the launcher py) and NSIS 3 (nsis.sourceforge.io).
-Wheels FOLDER takes the Python packages from a folder instead of the index, for a machine without a network.
#>
param([string]$Python = "", [string]$Wheels = "", [string]$Makensis = "")
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

function Say($words) { Write-Host "build: $words" }
function Run($command, [string[]]$arguments) {
    & $command @arguments
    if ($LASTEXITCODE -ne 0) { throw "$command ended with $LASTEXITCODE" }
}

if (-not $Python) {
    # What the launcher says of a Python that is missing is an error to PowerShell 5.1, which would end here.
    $ErrorActionPreference = "Continue"
    foreach ($minor in 11, 12, 13) {
        $found = & py "-3.$minor" -c "import sys; print(sys.executable if sys.maxsize > 2**32 else '')" 2>&1 |
            Where-Object { $_ -is [string] } | Select-Object -Last 1
        if ($LASTEXITCODE -eq 0 -and $found) { $Python = "$found"; break }
    }
    $ErrorActionPreference = "Stop"
    if (-not $Python) { throw "no 64-bit Python 3.11, 3.12 or 3.13: install one from python.org" }
}
if (-not $Makensis) {
    $places = "${env:ProgramFiles(x86)}\NSIS\makensis.exe", "$env:ProgramFiles\NSIS\makensis.exe"
    $Makensis = $places | Where-Object { Test-Path $_ } | Select-Object -First 1
    if (-not $Makensis) { throw "no NSIS 3: install it, or name it with -Makensis" }
}

Say "Python packages as locked, into build\venv"
Run $Python @("-m", "venv", "--clear", "build\venv")
$venv = "build\venv\Scripts\python.exe"
$install = @("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:")
if ($Wheels) { $install += @("--no-index", "--find-links", $Wheels) }
Run $venv ($install + @("-r", "requirements-dev.lock"))

Say "the program"
Run $venv @("tools\package.py")
$staged = "build\frozen\gouji"
Copy-Item "assets\icons\gouji.ico" "$staged\gouji.ico"

Say "trying it"
Run "$staged\gouji-cli.exe" @("convert", "assets\example.json", "build\example.pdf")
Run "$staged\gouji-cli.exe" @("convert", "build\example.pdf", "build\example.json")

Say "the installer"
$version = & $venv -c "import tomllib; print(tomllib.load(open('pyproject.toml', 'rb'))['project']['version'])"
New-Item -ItemType Directory -Force dist | Out-Null
$setup = Join-Path (Resolve-Path dist) "gouji-$version-setup.exe"
Run $Makensis @("/V2", "/INPUTCHARSET", "UTF8", "/DVERSION=$version", "/DSTAGED=$(Resolve-Path $staged)", "/DOUT=$setup",
    "packaging\windows\gouji.nsi")
Say ("{0}: {1:N1} MB" -f $setup, ((Get-Item $setup).Length / 1MB))
